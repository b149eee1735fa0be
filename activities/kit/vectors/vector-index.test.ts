import { createRandom } from '../../../src/core/random.js';
import { createVectorIndex } from './vector-index.js';

const vector = (...values: number[]): Float32Array => Float32Array.from(values);

test('the nearest is the one of the same direction, whatever its length', () => {
  const index = createVectorIndex();
  expect(index.nearest(vector(1, 0))).toBeUndefined();
  index.add(vector(3, 0));
  index.add(vector(0, 0.5));
  expect(index.nearest(vector(0, 9))).toEqual({ index: 1, similarity: 1 });
  expect(index.nearest(vector(-2, 0))!.similarity).toBe(0);
  expect(index.nearest(vector(3, 4))).toEqual({ index: 1, similarity: expect.closeTo(0.8, 6) as number });
});

test('of equals the first counts, and zeros are near to nothing', () => {
  const index = createVectorIndex();
  index.add(vector(0, 0));
  index.add(vector(1, 1));
  index.add(vector(2, 2));
  expect(index.nearest(vector(5, 5))!.index).toBe(1);
  expect(index.nearest(vector(0, 0))).toBeUndefined();
});

test('what it finds among thousands is what looking one by one finds', () => {
  const random = createRandom('vectors');
  const draw = (): Float32Array => Float32Array.from({ length: 8 }, () => random.unit() - 0.5);
  const all = Array.from({ length: 2500 }, draw);
  const index = createVectorIndex();
  for (const one of all) index.add(one);
  const cosine = (a: Float32Array, b: Float32Array): number => {
    const of = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
    return of(a, b) / Math.sqrt(of(a, a) * of(b, b));
  };
  for (let round = 0; round < 20; round++) {
    const sought = draw();
    const similarities = all.map((one) => cosine(sought, one));
    const best = Math.max(...similarities);
    const found = index.nearest(sought)!;
    expect([found.index, found.similarity]).toEqual([similarities.indexOf(best), expect.closeTo(best, 5)]);
  }
});

test('vectors of another model are refused', () => {
  const index = createVectorIndex();
  index.add(vector(1, 2));
  expect(() => index.add(vector(1, 2, 3))).toThrow(RangeError);
});
