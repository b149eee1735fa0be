import { spendBriefly, spendForPrograms, spendInWords } from './spend-in-words.js';

const tokens = { reused: 2, prompt_tokens: 10, completion_tokens: 1 };

test.each([
  [{ calls: 0 }, undefined, '', 0],
  [{ calls: 4 }, 'price unknown', 'unknown', null],
  [{ calls: 4, unpriced: 4 }, 'price unknown', 'unknown', null],
  [{ calls: 4, cost_nanousd: 1_230_000_000 }, '$1.23', '$1.23', 1_230_000_000],
  [{ calls: 4, cost_nanousd: 0 }, '$0', '$0', 0],
  [{ calls: 4, cost_nanousd: 1 }, '<$0.0001', '<$0.0001', 1],
  [
    { calls: 4, cost_nanousd: 1_230_000_000, unpriced: 1 },
    'at least $1.23 (1 call of unknown price)',
    '> $1.23',
    1_230_000_000,
  ],
])('%p costs %p', (spend, words, brief, nanousd) => {
  expect(spendInWords(spend)).toBe(words);
  expect(spendBriefly(spend)).toBe(brief);
  expect(spendForPrograms({ ...tokens, ...spend }).cost_nanousd).toBe(nanousd);
});
