import { costOf } from './pricing.js';

const usage = { prompt_tokens: 1000, completion_tokens: 500, cached_tokens: 400 };

test('cost is whole nano-dollars', () => {
  expect(costOf(usage, { input_usd_per_million: 0.4, output_usd_per_million: 1.6 })).toBe(1_200_000);
  expect(
    costOf({ prompt_tokens: 1, completion_tokens: 0 }, { input_usd_per_million: 0.0001, output_usd_per_million: 0 }),
  ).toBe(0);
});

test('cached tokens have their own price where there is one', () => {
  const price = { input_usd_per_million: 1, cached_input_usd_per_million: 0.1, output_usd_per_million: 2 };
  expect(costOf(usage, price)).toBe(600_000 + 40_000 + 1_000_000);
});

test('an unknown price is unknown, a price of nothing is nothing', () => {
  expect(costOf(usage, undefined)).toBeUndefined();
  expect(costOf(usage, { input_usd_per_million: 0, output_usd_per_million: 0 })).toBe(0);
});
