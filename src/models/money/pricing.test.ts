import * as fc from 'fast-check';
import { costOf } from './pricing.js';

const usage = { prompt_tokens: 1000, completion_tokens: 500, cached_tokens: 400 };

test('cost is whole nano-dollars', () => {
  expect(costOf(usage, { input_usd_per_million: 0.4, output_usd_per_million: 1.6 })).toBe(1_200_000);
  expect(
    costOf({ prompt_tokens: 1, completion_tokens: 0 }, { input_usd_per_million: 0.0001, output_usd_per_million: 0 }),
  ).toBe(0);
});

test('half a billionth counts as one, where binary fractions would lose it', () => {
  const price = { input_usd_per_million: 0.0045, output_usd_per_million: 0 };
  // 13.5 billionths; in doubles 3 * 0.0045 * 1000 is 13.499999999999998.
  expect(costOf({ prompt_tokens: 3, completion_tokens: 0 }, price)).toBe(14);
});

test('cached tokens have their own price where there is one', () => {
  const price = { input_usd_per_million: 1, cached_input_usd_per_million: 0.1, output_usd_per_million: 2 };
  expect(costOf(usage, price)).toBe(600_000 + 40_000 + 1_000_000);
});

test('a batch costs less by its discount, in every direction, and the same without one', () => {
  const price = { input_usd_per_million: 0.15, cached_input_usd_per_million: 0.075, output_usd_per_million: 0.6 };
  expect(costOf(usage, price)).toBe(90_000 + 30_000 + 300_000);
  expect(costOf(usage, { ...price, batch_discount: 0.5 }, 'batch')).toBe(210_000);
  expect(costOf(usage, { ...price, batch_discount: 0.5 }, 'online')).toBe(420_000);
  expect(costOf(usage, price, 'batch')).toBe(420_000);
});

test('an unknown price is unknown, a price of nothing is nothing', () => {
  expect(costOf(usage, undefined)).toBeUndefined();
  expect(costOf(usage, undefined, 'batch')).toBeUndefined();
  expect(costOf(usage, { input_usd_per_million: 0, output_usd_per_million: 0 })).toBe(0);
});

/** A decimal as people write it, beside the fraction it is. */
const decimal = (most: number) =>
  fc
    .record({ digits: fc.integer({ min: 0, max: most }), decimals: fc.integer({ min: 0, max: 7 }) })
    .map(({ digits, decimals }) => ({
      text: `${digits}e-${decimals}`,
      over: BigInt(digits),
      under: 10n ** BigInt(decimals),
    }));
const tokens = fc.integer({ min: 0, max: 2_000_000 });

test('every cost is the exact one, rounded once', () => {
  fc.assert(
    fc.property(decimal(999_999), decimal(999_999), tokens, tokens, (input, output, prompt, completion) => {
      const price = { input_usd_per_million: Number(input.text), output_usd_per_million: Number(output.text) };
      const over =
        1000n * (BigInt(prompt) * input.over * output.under + BigInt(completion) * output.over * input.under);
      const under = input.under * output.under;
      const exact = (2n * over + under) / (2n * under);
      expect(BigInt(costOf({ prompt_tokens: prompt, completion_tokens: completion }, price)!)).toBe(exact);
    }),
  );
});

test('a batch is the exact share of what single calls cost', () => {
  fc.assert(
    fc.property(decimal(999_999), fc.integer({ min: 0, max: 1000 }), tokens, (input, perMille, prompt) => {
      const price = {
        input_usd_per_million: Number(input.text),
        output_usd_per_million: 0,
        batch_discount: perMille / 1000,
      };
      const over = BigInt(prompt) * input.over * BigInt(1000 - perMille);
      const exact = (2n * over + input.under) / (2n * input.under);
      expect(BigInt(costOf({ prompt_tokens: prompt, completion_tokens: 0 }, price, 'batch')!)).toBe(exact);
    }),
  );
});
