import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { inMemory, rowFormatContract } from '../contract-suite.js';
import { csv, tsv } from './delimited.js';
import { json } from './json.js';
import { jsonLines } from './json-lines.js';
import { parquet } from './parquet.js';
import type { RowFormat } from '../contract.js';

type Rows = readonly Readonly<Record<string, unknown>>[];

function tableText(delimiter: string): (rows: Rows) => Uint8Array {
  const cell = (value: unknown): string => `"${String(value).replaceAll('"', '""')}"`;
  return (rows) =>
    Buffer.from(
      [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row).map(cell))]
        .map((cells) => `${cells.join(delimiter)}\n`)
        .join(''),
    );
}

function parquetTable(rows: Rows): Uint8Array {
  const columnData = Object.keys(rows[0]!).map((name) => ({ name, data: rows.map((row) => row[name]) }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

const writers: readonly [RowFormat, (rows: Rows) => Uint8Array][] = [
  [jsonLines, (rows) => Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))],
  [json, (rows) => Buffer.from(JSON.stringify(rows, null, 1))],
  [csv, tableText(',')],
  [tsv, tableText('\t')],
  [parquet, parquetTable],
];

describe.each(writers.map(([format, write]) => [format.name, format, write] as const))('%s', (_name, format, write) => {
  rowFormatContract(format, write);

  test('gzip is unpacked on the way', async () => {
    const rows = [{ a: 'x' }, { a: 'y' }];
    const { file, open } = inMemory(gzipSync(write(rows)), { gzip: true, piece: 11 });
    const found: unknown[] = [];
    for await (const { value } of format.read(file, {})) found.push(value);
    expect({ found, open: open() }).toEqual({ found: rows, open: 0 });
  });
});

test('values of a Parquet table are what JSON can say', async () => {
  const bytes = parquetWriteBuffer({
    columnData: [
      { name: 'small', data: [7n], type: 'INT64' },
      { name: 'large', data: [2n ** 60n], type: 'INT64' },
      { name: 'time', data: [new Date('2026-01-02T03:04:05Z')], type: 'TIMESTAMP' },
      { name: 'bytes', data: [new Uint8Array([1, 2, 255])], type: 'BYTE_ARRAY' },
      { name: 'none', data: [null], type: 'STRING' },
      { name: 'nan', data: [Number.NaN], type: 'DOUBLE' },
      { name: 'nested', data: [{ list: [1, { a: null }] }], type: 'JSON' },
    ],
  });
  const found: unknown[] = [];
  for await (const { value } of parquet.read(inMemory(new Uint8Array(bytes)).file, {})) found.push(value);
  expect(found).toEqual([
    {
      small: 7,
      large: String(2n ** 60n),
      time: '2026-01-02T03:04:05.000Z',
      bytes: 'AQL/',
      nan: 'NaN',
      nested: { list: [1, { a: null }] },
    },
  ]);
});
