import { rowsOf, runMap, withDefaults } from '../../../test/support/fake-context.js';
import { parse } from './parse.js';

const read = async (given: object, completion: unknown): Promise<unknown> => {
  const { rows, rejected } = await runMap(parse, given, rowsOf({ completion }));
  if (rows.length === 0) return rejected[0]!.reason;
  const { id: _id, parents: _parents, completion: _completion, ...columns } = rows[0]!;
  return columns;
};

test.each([
  [{ json: { s: 'score' } }, '{"score": 3}', { s: 3 }],
  [
    { json: { s: 'a.b', first: 'list.0' } },
    'Here:\n```json\n{"a":{"b":[1]},"list":["x"]}\n```',
    { s: [1], first: 'x' },
  ],
  [{ json: { s: 'score' } }, { score: null }, { s: null }],
  [{ json: { s: 'score' } }, '{"scor": 3}', 'no-such-member'],
  [{ json: { s: 'constructor.name' } }, '{}', 'no-such-member'],
  [{ json: { s: 'score' } }, 'three', 'no-json'],
  [{ regex: 'Score: (?P<score>[0-9]+)(?P<of>/10)?' }, 'Score: 7. Score: 8/10', { score: '7', of: null }],
  [{ regex: '(?<word>\\w+)!' }, 'no mark', 'no-match'],
  [{ marker: '####' }, 'so\n#### 3', { answer: '3' }],
  [{ marker: 'A:', answer: 'n', before: 'why' }, 'so\nA: 3', { n: '3', why: 'so' }],
  [{ marker: '####' }, 'so', 'no-marker'],
  [{ marker: '####', on_failure: 'keep', before: 'why' }, 'so', { answer: null, why: null }],
])('%j reads %j as %j', async (given, text, expected) => {
  expect(await read(given, text)).toEqual(expected);
});

test('rows keep their id, their other columns and their parents', async () => {
  const rows = [{ id: 'x', parents: ['p'], reply: '#### 3', topic: 't' }];
  const result = await runMap(parse, { column: 'reply', marker: '####' }, rows);
  expect(result.rows).toEqual([{ ...rows[0], answer: '3' }]);
});

test('the columns it adds are known beforehand', () => {
  const columns = (given: object): unknown => parse.columns!({ rows: ['completion'] }, withDefaults(parse, given));
  expect(columns({ json: { a: 'x', b: 'y' } })).toEqual(['completion', 'a', 'b']);
  expect(columns({ regex: '(?P<a>.)(?<b>.)(?:c)(?i)' })).toEqual(['completion', 'a', 'b']);
  expect(columns({ marker: 'A:', before: 'why' })).toEqual(['completion', 'answer', 'why']);
});

test.each([
  [{}, 'Nothing says how to read the column.'],
  [{ json: { a: 'a' }, marker: '#' }, 'json and marker exclude each other.'],
  [{ regex: '(?P<a>.' }, 'missing closing )'],
  [{ regex: '(.)\\1' }, 'invalid escape sequence'],
  [{ regex: 'a+' }, 'no named group'],
  [{ json: { id: 'a' } }, 'cannot be read into'],
  [{ json: { a: 'a' }, before: 'b' }, 'before belongs to marker'],
])('%j is a problem of the recipe', async (given, message) => {
  const problems = await parse.check!(withDefaults(parse, given), {});
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
});
