import { wordProblems } from './parts.js';

const ask = (content: string, extra: { temperature?: number; seed?: number } = {}): string =>
  wordProblems.answer({ messages: [{ role: 'user', content }], temperature: 0, ...extra });

const problem = 'Mia buys 3 bags of 4 plums. Then 5 plums are lost. How many plums are there now?';
const solution = '3 * 4 = 12 plums. 12 - 5 = 7 plums.\n#### 7';

test.each([
  ['after the word problem', `Solve it, step by step, ending in ####.\n\nProblem:\n${problem}`],
  [
    'in the first paragraph',
    `${problem}\n\nReason step by step. Then write the last line: #### and the final answer alone.`,
  ],
  [
    'with the answer as a hint',
    `${problem}\n\nThe right answer is 7. Reason step by step. Last line: #### and the answer.`,
  ],
])('it solves a problem %s', (_name, message) => {
  expect(ask(message)).toBe(solution);
});

test('without a marker asked for it says what the answer is', () => {
  expect(ask(`Work out this problem: ${problem}`)).toBe(solution.replace('####', 'Answer:'));
});

test('it says so when it cannot follow, and does not invent an answer', () => {
  expect(ask('Solve: What is the smallest prime above 100?')).toBe('I cannot follow this problem.');
});

test('it writes as many as it is asked for, in the form that is asked for', () => {
  expect(ask(`Examples:\n1. ${problem}\n\nWrite 7 new ones.`).split('\n')).toHaveLength(7);
  const json: unknown = JSON.parse(ask(`Examples:\n1. ${problem}\n\nWrite 2 new ones. Reply with JSON.`));
  expect(json).toEqual({ items: [expect.any(String), expect.any(String)] });
});

test('at temperature 0 it never slips; above, its words vary and a small share of its solutions is wrong', () => {
  const message = `Solve this step by step, ending in ####. Problem: ${problem}`;
  expect(ask(message, { seed: 1 })).toBe(ask(message, { seed: 2 }));
  const replies = Array.from({ length: 500 }, (_, seed) => ask(message, { temperature: 1, seed }));
  expect(new Set(replies).size).toBeGreaterThan(6);
  const wrong = replies.filter((reply) => !reply.endsWith('#### 7')).length / 500;
  expect(wrong).toBeGreaterThan(0.05);
  expect(wrong).toBeLessThan(0.2);
});

test('a complaint about the reply is answered by the task again', () => {
  const messages = [
    { role: 'user', content: `${problem}\n\nReason step by step, then ####.` } as const,
    { role: 'assistant', content: '7' } as const,
    { role: 'user', content: 'There is no reasoning in it. Reply again.' } as const,
  ];
  expect(wordProblems.answer({ messages, temperature: 0 })).toBe(solution);
});

test('of any other task it says that it does not know it, and that it is rule-based', () => {
  expect(ask('Who wrote Hamlet?')).toMatch(
    /^I am rule-based-word-problems: rules, not a language model\..*do not know/,
  );
});
