import { contractTerms } from './parts.js';

const ask = (content: string, extra: { temperature?: number; seed?: number } = {}): string =>
  contractTerms.answer({ messages: [{ role: 'user', content }], temperature: 0, ...extra });

const example = "1. This Lease begins on 3 March 2021 and runs for a year. It may be ended on ten days' notice.";
const reading = 'Reply with JSON: start, months, notice_days.\n\nClause:\n';

test('it reads a clause', () => {
  const clause = "This Lease begins on 3 March 2021 and runs for a year. It may be ended on ten days' notice.";
  expect(ask(reading + clause)).toBe('{"start":"2021-03-03","months":12,"notice_days":10}');
});

test('it says what it cannot find, and does not invent it', () => {
  expect(ask(`${reading}This Lease begins on 3 March 2021.`)).toBe('I cannot find a duration in this clause.');
});

test('it writes as many as it is asked for, in the form that is asked for', () => {
  expect(ask(`Examples:\n${example}\n\nWrite 7 new ones.`).split('\n')).toHaveLength(7);
  const json: unknown = JSON.parse(ask(`Examples:\n${example}\n\nWrite 3 new ones. Reply with JSON and nothing else.`));
  expect(json).toEqual({ items: [expect.any(String), expect.any(String), expect.any(String)] });
});

test('temperature and seed change what it writes, but at temperature 0 the seed does not', () => {
  const prompt = `Examples:\n${example}\n\nWrite 5 new ones.`;
  expect(ask(prompt, { seed: 1 })).toBe(ask(prompt, { seed: 2 }));
  expect(ask(prompt, { temperature: 1, seed: 1 })).toBe(ask(prompt, { temperature: 1, seed: 1 }));
  expect(ask(prompt, { temperature: 1, seed: 1 })).not.toBe(ask(prompt, { temperature: 1, seed: 2 }));
});

test('a complaint about the reply is answered by the task again', () => {
  const clause = 'It starts on 3 March 2021 for a year; notice: ten days.';
  const messages = [
    { role: 'user', content: reading + clause } as const,
    { role: 'assistant', content: '{' } as const,
    { role: 'user', content: 'That is not JSON. Reply again.' } as const,
  ];
  expect(contractTerms.answer({ messages, temperature: 0 })).toBe(
    '{"start":"2021-03-03","months":12,"notice_days":10}',
  );
});

test('of any other task it says that it does not know it, and that it is rule-based', () => {
  expect(ask('Who wrote Hamlet?')).toMatch(
    /^I am rule-based-contract-terms: rules, not a language model\..*do not know/,
  );
});
