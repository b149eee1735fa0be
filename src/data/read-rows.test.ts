import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { RecordKind } from '../core/record-kinds.js';
import type { DataFormat, RowLayout } from './contract.js';
import { formatByName } from './format-by-name.js';
import { openPath } from './open-path.js';
import { readRows } from './read-rows.js';

// Many rows, on machines that have other work as well.
const folder = mkdtempSync(join(tmpdir(), 'limbeck-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Options = RowLayout & { gzip?: boolean; fields?: Record<string, string>; kind?: RecordKind };

async function rowsOf(content: string | Uint8Array, format: DataFormat, options: Options = {}): Promise<unknown[]> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const { gzip = false, kind = 'prompt', ...rest } = options;
  const file = {
    name: 'file',
    source: 'file',
    gzip,
    bytes: () => createReadStream(path),
    open: () => openPath(path),
  };
  const rows: unknown[] = [];
  for await (const row of readRows({ files: [file], format, kind, ...rest })) rows.push(row);
  return rows;
}

const two = [{ prompt: 'a\nb', n: 1 }, { prompt: 'é' }];

test.each<[string, string | Uint8Array, DataFormat, boolean]>([
  ['jsonl', two.map((row) => JSON.stringify(row)).join('\n'), 'jsonl', false],
  [
    'jsonl with CRLF, BOM and blank lines',
    `\uFEFF${two.map((row) => JSON.stringify(row)).join('\r\n\r\n')}\r\n`,
    'jsonl',
    false,
  ],
  ['json', JSON.stringify(two), 'json', false],
  ['gzip', gzipSync(JSON.stringify(two)), 'json', true],
])('%s', async (_name, content, format, gzip) => {
  expect(await rowsOf(content, format, { gzip })).toEqual(two);
});

test('csv and tsv: quotes, line breaks inside, CRLF', async () => {
  expect(await rowsOf('prompt,answer\r\n"a, ""b""\nc",1\r\nd,2\r\n', 'csv')).toEqual([
    { prompt: 'a, "b"\nc', answer: '1' },
    { prompt: 'd', answer: '2' },
  ]);
  expect(await rowsOf('prompt\tanswer\nx\ty\n', 'tsv')).toEqual([{ prompt: 'x', answer: 'y' }]);
});

test('a map from ids to rows keeps the ids', async () => {
  expect(await rowsOf('{"7": {"prompt": "a"}, "9": {"prompt": "b"}}', 'json')).toEqual([
    { prompt: 'a', source_id: '7' },
    { prompt: 'b', source_id: '9' },
  ]);
});

test('columns are mapped, and a column that records have of their own keeps its value under another name', async () => {
  expect(await rowsOf('{"question":"q","id":7,"extra":true}', 'jsonl', { fields: { prompt: 'question' } })).toEqual([
    { prompt: 'q', source_id: 7, extra: true },
  ]);
});

test.each<[string, string | Uint8Array, DataFormat, boolean, string, number | undefined]>([
  ['a torn line', '{"prompt":"a"}\n{"prompt":', 'jsonl', false, 'Line 2 is not JSON: it ends too early.', 2],
  ['a list as a line', '{"prompt":"a"}\n[1]', 'jsonl', false, 'Row 2 is no object with named columns.', 2],
  [
    'a missing field',
    '{"prompt":"a"}\n\n{"promt":"b"}',
    'jsonl',
    false,
    'Row 2 has no "prompt", which prompt rows must have.',
    3,
  ],
  ['a number for text', '{"prompt":4}', 'jsonl', false, 'Row 1 has a "prompt" that is not text.', 1],
  [
    'bad turns',
    '{"prompt":"a","messages":[{"role":"bot","content":"x"}]}',
    'jsonl',
    false,
    'Row 1 has "messages" that are not a list of { role: system|user|assistant, content: text }.',
    1,
  ],
  ['lines as json', '{"prompt":"a"}\n{"prompt":"b"}', 'json', false, 'The file is not a list of rows.', 1],
  ['an object as json', '{\n"prompt":"a"}', 'json', false, 'The file is not a list of rows.', 2],
  [
    'a list that goes on',
    '[{"prompt":"a"}]\n[',
    'json',
    false,
    'The file is not JSON: more follows where the value ends.',
    2,
  ],
  [
    'a list that is cut off',
    '[{"prompt":"a"},\n{"prompt":',
    'json',
    false,
    'The file is not JSON: it ends too early.',
    2,
  ],
  [
    'a list without its end',
    '[{"prompt":"a"}\n',
    'json',
    false,
    'The file is not JSON: it ends where a comma or ] should stand.',
    2,
  ],
  [
    'a slip in a list',
    '[{"prompt":"a"},\n {"prompt":"b",}]',
    'json',
    false,
    'The file is not JSON: a key in double quotes should stand here, not "}".',
    2,
  ],
  [
    'a forgotten comma',
    '[{"prompt":"a"}\n {"prompt":"b"}]',
    'json',
    false,
    'The file is not JSON: a comma or ] should stand here, not "{".',
    2,
  ],
  [
    'Latin-1',
    Buffer.from('{"prompt":"caf\xe9"}', 'latin1'),
    'jsonl',
    false,
    'The file is not UTF-8 text: line 1 holds the byte 0xe9 at offset 14.',
    1,
  ],
  ['no gzip', '{"prompt":"a"}', 'jsonl', true, 'The file is named .gz but is not whole gzip data.', undefined],
  [
    'half a gzip',
    gzipSync(JSON.stringify(two)).subarray(0, 20),
    'json',
    true,
    'The gzip data ends in the middle.',
    undefined,
  ],
  [
    'a ragged table',
    'prompt,b\n1,2\n1,2,3\n',
    'csv',
    false,
    'The row in line 3 has 3 cells; the first line names 2 columns.',
    3,
  ],
  [
    'an open quote',
    'prompt,b\n1,2\n"a\nb,c\n',
    'csv',
    false,
    'A quote that is opened in the row of line 3 is never closed.',
    3,
  ],
  [
    'bad UTF-8 far in',
    Buffer.concat([Buffer.from(`{"prompt":"${'é'.repeat(100_000)}"}\n`), Buffer.from([0x22, 0xc3])]),
    'jsonl',
    false,
    'The file is not UTF-8 text: line 2 holds the byte 0xc3 at offset 200015.',
    2,
  ],
  [
    'a binary file',
    Buffer.from([1, 2, 0, 3, 4]),
    'csv',
    false,
    'The file is not text: line 1 holds the zero byte (0x00 at offset 2).',
    1,
  ],
  ['UTF-16', Buffer.from('\uFEFFprompt', 'utf16le'), 'csv', false, 'The file is UTF-16 text, not text.', undefined],
  ['gzip without its name', gzipSync('prompt\na\n'), 'csv', false, 'The file is gzip data, not text.', undefined],
  [
    'no Parquet',
    'prompt\na\n',
    'parquet',
    false,
    'The file is not a whole Parquet table: parquet file invalid (footer != PAR1).',
    undefined,
  ],
  [
    'an id twice',
    '{"prompt":"a","id":7}\n{"prompt":"b","id":"7"}\n{"prompt":"c","id":7}',
    'jsonl',
    false,
    'Row 3 has the id 7, which row 1 has as well.',
    3,
  ],
  ['a column twice', 'prompt,prompt\n1,2\n', 'csv', false, 'The first line names the column "prompt" twice.', 1],
])('%s is refused with its line', async (_name, content, format, gzip, message, line) => {
  await expect(rowsOf(content, format, { gzip })).rejects.toMatchObject({
    message,
    where: { file: 'file', ...(line === undefined ? {} : { line }) },
  });
});

test('a file says how it is read by its name', () => {
  expect(formatByName('a/b.JSONL.gz')).toEqual({ format: 'jsonl', gzip: true, extension: 'jsonl' });
  expect(formatByName('rows.parquet')).toEqual({ format: 'parquet', gzip: false, extension: 'parquet' });
});

test('a large line takes linear time', async () => {
  const prompt = 'x'.repeat(20_000_000);
  expect(await rowsOf(JSON.stringify({ prompt }), 'jsonl')).toEqual([{ prompt }]);
});

test('a row that is longer than any may be is refused where it begins', async () => {
  const long = Buffer.alloc((64 << 20) + 1, 'x');
  await expect(rowsOf(Buffer.concat([Buffer.from('{"prompt":"a"}\n'), long]), 'jsonl')).rejects.toMatchObject({
    code: 'data-unreadable',
    message: 'The line that begins in line 2 has more than 64 million characters.',
  });
});

const reports = [
  { table: { cells: [['a']] }, title: 'one', questions: [{ question: 'q1' }, { question: 'q2' }] },
  { table: { cells: [['b']] }, title: 'two', questions: [] },
  { table: { cells: [['c']] }, title: 'three', questions: [{ question: 'q3' }] },
];

test.each<[string, unknown, DataFormat]>([
  ['a list', reports, 'json'],
  ['a map', Object.fromEntries(reports.map((report) => [report.title, report])), 'json'],
  ['lines', reports.map((report) => JSON.stringify(report)).join('\n'), 'jsonl'],
  ['a list inside of an object', { version: [1, { data: 2 }], data: reports, more: {} }, 'json'],
])('nested rows of %s, with what stands around them', async (name, content, format) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const start: Readonly<Record<string, string>> = { 'a map': '*.', 'a list inside of an object': 'data.' };
  expect(
    await rowsOf(text, format, {
      rows: `${start[name] ?? ''}questions`,
      fields: { prompt: 'question', title: '../title', table: '../table.cells', cell: '../table.cells.0.0' },
    }),
  ).toEqual([
    { prompt: 'q1', title: 'one', table: [['a']], cell: 'a' },
    { prompt: 'q2', title: 'one', table: [['a']], cell: 'a' },
    { prompt: 'q3', title: 'three', table: [['c']], cell: 'c' },
  ]);
});

test.each<[string, string, string, string | undefined]>([
  ['question', 'Row 1 has no "question" to find rows in.', 'Did you mean "questions"?', '[{"questions":[]}]'],
  ['dat.items', 'The file has no "dat" to find rows in.', 'Did you mean "data"?', '{"data":{"items":[]}}'],
  ['data.x', 'Row 1 has no "x" to find rows in: it is no object.', undefined as never, '{"data":[1]}'],
])('a path to rows that leads nowhere is refused: %s', async (rows, message, hint, content) => {
  await expect(rowsOf(content!, 'json', { rows })).rejects.toMatchObject({ message, hint });
});

test.each<[string, Record<string, string>, string]>([
  ['{"question":"a"}', { prompt: 'qestion' }, 'Its columns hold no "qestion". Did you mean "question"?'],
  ['{"promt":"a"}', {}, 'Did you mean its column "promt"? Map it: fields: { prompt: promt }.'],
  ['{"x":1,"y":2}', {}, 'Its columns: x, y. Map them with fields: { prompt: COLUMN }.'],
])('a missing column is answered with what was probably meant: %s %j', async (line, fields, hint) => {
  await expect(rowsOf(line, 'jsonl', { fields })).rejects.toMatchObject({ code: 'data-bad-row', hint });
});

test('text is a document, or one for each line or paragraph', async () => {
  const content = '\uFEFFone\r\ntwo\r\n\r\n \r\nthree\r\n';
  const read = (split?: 'lines' | 'paragraphs'): Promise<unknown[]> =>
    rowsOf(content, 'text', { split, kind: 'document' });
  const source = 'file';
  expect(await read()).toEqual([{ text: 'one\ntwo\n\n \nthree', source }]);
  expect(await read('lines')).toEqual(['one', 'two', 'three'].map((text) => ({ text, source })));
  expect(await read('paragraphs')).toEqual(['one\ntwo', 'three'].map((text) => ({ text, source })));
});
