import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataFormat } from './data-format.js';
import { formatByName } from './data-format.js';
import { readDataFile } from './data-file.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function rowsOf(
  content: string | Uint8Array,
  format: DataFormat,
  options: { gzip?: boolean; fields?: Record<string, string> } = {},
): Promise<unknown[]> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const rows: unknown[] = [];
  for await (const row of readDataFile(path, {
    format,
    gzip: options.gzip ?? false,
    fields: options.fields,
    kind: 'prompt',
    name: 'file',
  }))
    rows.push(row);
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
  [
    'lines as json',
    '{"prompt":"a"}\n{"prompt":"b"}',
    'json',
    false,
    expect.stringMatching(/^The file is not JSON/) as never,
    undefined,
  ],
  ['an object as json', '{\n"prompt":"a"}', 'json', false, 'The file is not a list of rows.', undefined],
  [
    'Latin-1',
    Buffer.from('{"prompt":"caf\xe9"}', 'latin1'),
    'jsonl',
    false,
    'The file is not UTF-8 text (after line 1).',
    1,
  ],
  ['no gzip', '{"prompt":"a"}', 'jsonl', true, 'The file is named .gz but is not whole gzip data.', undefined],
  [
    'half a gzip',
    gzipSync(JSON.stringify(two)).subarray(0, 20),
    'json',
    true,
    'The file is named .gz but is not whole gzip data.',
    undefined,
  ],
  [
    'a ragged table',
    'prompt,b\n1,2\n1,2,3\n',
    'csv',
    false,
    expect.stringMatching(/^The table cannot be read: Invalid Record Length/) as never,
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
  expect(formatByName('rows.parquet')).toEqual({ format: undefined, gzip: false, extension: 'parquet' });
});

test('a large line takes linear time', async () => {
  const prompt = 'x'.repeat(20_000_000);
  expect(await rowsOf(JSON.stringify({ prompt }), 'jsonl')).toEqual([{ prompt }]);
});
