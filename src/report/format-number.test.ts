import { expect, test } from '@jest/globals';
import {
  formatBudget,
  formatDuration,
  formatMetric,
  formatMoney,
  formatMoneyBriefly,
  formatRejected,
} from './format-number.js';

const spend = { calls: 10, reused: 0, prompt_tokens: 1, completion_tokens: 1, unpriced: 0 };

test.each([
  [{ ...spend, cost_nanousd: 1_270_000_000 }, '$1.27', '$1.27'],
  [{ ...spend, cost_nanousd: 81_440_000 }, '$0.0814', '$0.0814'],
  [{ ...spend, cost_nanousd: 12 }, '< $0.0001', '< $0.0001'],
  [{ ...spend, cost_nanousd: 0 }, '$0', '$0'],
  [{ ...spend, unpriced: 10 }, 'unknown', 'unknown'],
  [{ ...spend, unpriced: 4, cost_nanousd: 2e9 }, 'at least $2.00 (price of 4 calls unknown)', '> $2.00'],
])('money %j is %s', (money, long, brief) => {
  expect([formatMoney(money), formatMoneyBriefly(money)]).toEqual([long, brief]);
});

test.each([
  [0.9126, '0.913'],
  [-0.0001, '0.000'],
  [12.3456, '12.35'],
  [12_345.6, '12,346'],
  [NaN, 'NaN'],
])('a metric of %d is %s', (value, text) => expect(formatMetric(value)).toBe(text));

test.each([
  [12, '12 ms'],
  [59_940, '59.9 s'],
  [59_960, '1 min 0 s'],
  [121_000, '2 min 1 s'],
  [3_723_000, '1 h 2 min'],
])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

test('limits carry their units', () => {
  expect(formatBudget({ calls: 20_000, tokens: 5, usd: 5, gpu_hours: 1 })).toEqual([
    '20,000 calls',
    '5 tokens',
    '$5',
    '1 GPU hours',
  ]);
});

test('drafts put aside are told beside rows where they are not as many', () => {
  expect(formatRejected({ rejected: 3 })).toBe('3');
  expect(formatRejected({ rejected: 0, rejected_drafts: 1_204 })).toBe('0 (1,204 drafts)');
});
