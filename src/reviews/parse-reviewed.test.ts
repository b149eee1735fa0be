import type { Row } from '../core/record-kinds.js';
import { applyReview } from './apply-review.js';
import { parseReviewed } from './parse-reviewed.js';
import type { ShownRow } from './sample-rows.js';

const rows: Row[] = ['a', 'b', 'c'].map((id) => ({ id, parents: ['p'], prompt: `say ${id}`, completion: id, note: 1 }));
const shown: ShownRow[] = rows.map((row, place) => ({ output: 'rows', place: place * 10, row }));
const parse = (text: string): readonly Row[] =>
  parseReviewed({ text, file: 'edited.jsonl', shown, kind: 'sft', columns: ['prompt', 'note'] });
const lines = (...all: readonly unknown[]): string => all.map((row) => `${JSON.stringify(row)}\n`).join('');

test('lines that changed replace rows, and rows without a line are removed', () => {
  const text = `\uFEFF${JSON.stringify({ ...rows[2], completion: 'C' })}\r\n\n${JSON.stringify(rows[0])}`;
  const kept = parse(text);
  expect(kept).toEqual([{ ...rows[2], completion: 'C' }, rows[0]]);
  const { find, edited, removed } = applyReview(shown, kept);
  expect([find('rows', 0), find('rows', 10), find('rows', 20), find('rows', 30), edited, removed]).toEqual([
    rows[0],
    'removed',
    kept[0],
    undefined,
    1,
    1,
  ]);
});

test('parents may be left out and columns added: a row keeps where it comes from', () => {
  const { parents: _, ...bare } = { ...rows[0]!, extra: [1] };
  expect(parse(lines(bare))).toEqual([{ ...bare, parents: ['p'] }]);
  expect(parse('')).toEqual([]);
});

test.each<[string, string, number, string]>([
  ['a broken line', `${lines(rows[0])}{"id": "b",`, 2, 'This line is no JSON: '],
  ['a line that is no row', '[1]', 1, 'This line is no row.'],
  ['an unknown id', lines(rows[0], { ...rows[1], id: 'bb' }), 2, 'No row with the id "bb" was shown.'],
  ['a number for an id', lines({ ...rows[1], id: 7 }), 1, 'No row with the id 7 was shown.'],
  ['a row without an id', lines({ prompt: 'x' }), 1, 'This row has no "id".'],
  ['a row that stands twice', lines(rows[0], rows[1], rows[0]), 3, 'The row "a" stands in line 1 already.'],
  ['other parents', lines({ ...rows[0], parents: [] }), 1, 'The row "a" has other "parents" than it had.'],
  [
    'a field that its kind needs',
    lines({ ...rows[0], completion: null }),
    1,
    'The row "a" has no "completion", which sft',
  ],
  ['a column that is read later', lines({ ...rows[0], note: undefined }), 1, 'The row "a" has lost its "note"'],
])('%s is refused with its line', (_what, text, line, message) => {
  expect(() => parse(text)).toThrow(
    expect.objectContaining({
      code: 'review-bad-row',
      message: expect.stringContaining(message),
      where: expect.objectContaining({ file: 'edited.jsonl', line }),
    }),
  );
});
