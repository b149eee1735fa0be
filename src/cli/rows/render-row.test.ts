import { createStyle } from '../output/style.js';
import { renderRow } from './render-row.js';

const style = createStyle({ isTTY: false }, {});
const space = { width: 40, lines: 2, style };

test('a row is a block as wide as the terminal, its long values counted where they are cut', () => {
  const columns = {
    id: 'abc',
    prompt: 'one two three four five six seven eight nine ten eleven twelve',
    n: [1, { a: 2 }],
  };
  expect(renderRow({ place: 7, id: 'abc', columns }, space).split('\n')).toEqual([
    '7  abc',
    '  prompt  one two three four five six',
    '          seven eight nine ten eleven',
    '          … 1 more line',
    '  n       [1,{"a":2}]',
  ]);
});

test('what a teacher wrote cannot move the cursor, in a value, a name or a fact of a call', () => {
  const evil = '\u001B[2J\u0007boo\u202E';
  const text = renderRow(
    {
      place: 1,
      id: 'a',
      columns: { [evil]: evil },
      calls: [
        {
          key: 'f'.repeat(64),
          role: 'model',
          model: 'teacher',
          messages: [{ role: 'user', content: evil }],
          answer: {
            text: evil,
            finish_reason: evil,
            usage: { prompt_tokens: 1, completion_tokens: 2 },
            provider: { model: evil },
            at: '2026-01-01T00:00:00.000Z',
            run: 'run-1',
            step: 'read',
          },
        },
      ],
    },
    { ...space, width: 200 },
  );
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('\\u{1b}[2J');
});

test('a call says who was asked, what it used and cost, and when the ledger has nothing', () => {
  const call = { key: 'f'.repeat(64), role: 'model', model: 'teacher', messages: [], asked_again: true as const };
  const answer = {
    text: 'yes',
    finish_reason: 'length',
    usage: { prompt_tokens: 1200, completion_tokens: 1 },
    cost_nanousd: 20_000_000,
    provider: { model: 'big' },
    at: '2026-01-01T00:00:00.000Z',
    run: 'run-1',
    step: 'read',
  };
  const lines = (calls: Parameters<typeof renderRow>[0]['calls']) =>
    renderRow({ place: 1, id: 'a', columns: {}, calls: calls! }, { ...space, width: 200 })
      .split('\n')
      .slice(1);
  expect(lines([{ ...call, answer }])).toEqual([
    '  call ffffffffffff, teacher (big), 1,200 tokens in, 1 token out, $0.02, length, 2026-01-01T00:00:00.000Z, asked again',
    '    answer  yes',
  ]);
  expect(lines([call])).toEqual([
    '  call ffffffffffff, teacher, asked again',
    '    The ledger has no answer under this key.',
  ]);
  expect(lines([])).toEqual(['  no call']);
});
