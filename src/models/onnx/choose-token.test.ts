import { createRandom } from '../../core/random.js';
import { chooseLikeliest, drawToken, findLikeliest, logNorm, penalise } from './choose-token.js';

test('the lowest id wins among equals', () => {
  expect(chooseLikeliest(Float32Array.of(1, 3, 3, 2))).toBe(1);
  expect(findLikeliest(Float32Array.of(1, 3, 3, 2, 1), 4)).toEqual([1, 2, 3, 0]);
  expect(findLikeliest(Float32Array.of(1, 3), 5)).toEqual([1, 0]);
  expect(findLikeliest(Float32Array.of(1, 3), 0)).toEqual([]);
});

test('top_p keeps the smallest set that reaches it', () => {
  const logits = Float32Array.from([0.05, 0.5, 0.15, 0.3], Math.log);
  const random = createRandom('top p');
  const drawn = (topP: number): number[] => {
    const ids = Array.from({ length: 300 }, () => drawToken({ logits, temperature: 1, topP, random }));
    return [0, 1, 2, 3].filter((id) => ids.includes(id));
  };
  expect([drawn(0.01), drawn(0.6), drawn(0.9), drawn(1)]).toEqual([[1], [1, 3], [1, 2, 3], [0, 1, 2, 3]]);
});

test('tokens are drawn as often as the temperature says', () => {
  const logits = Float32Array.from([0.2, 0.8], Math.log);
  const shareAt = (temperature: number): number => {
    const random = createRandom('temperature');
    const drawn = Array.from({ length: 20_000 }, () => drawToken({ logits, temperature, topP: 1, random }));
    return drawn.filter((id) => id === 0).length / drawn.length;
  };
  expect(shareAt(1)).toBeCloseTo(0.2, 1.5);
  expect(shareAt(2)).toBeCloseTo(1 / 3, 1.5);
  expect(shareAt(0.5)).toBeCloseTo(1 / 17, 1.5);
});

test('a penalty is taken once from each token there is', () => {
  const logits = Float32Array.of(1, 2, 3);
  penalise(logits, [1, 1, 2], 0.5);
  expect([...logits]).toEqual([1, 1.5, 2.5]);
});

test('probabilities sum to one, however large the logits', () => {
  const logits = Float32Array.of(1000, 1001, 999);
  const norm = logNorm(logits);
  expect(logits.reduce((sum, logit) => sum + Math.exp(logit - norm), 0)).toBeCloseTo(1, 10);
});
