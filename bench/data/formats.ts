import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { surveyColumns } from '../../src/artifacts/export/parquet-columns.js';
import { writeParquet } from '../../src/artifacts/export/parquet-writer.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import { digestOf, sha256Hex } from '../../src/core/digest.js';
import { KeyTable } from '../../src/core/identity/key-table.js';
import type { Row } from '../../src/core/record-kinds.js';
import type { DataFormat } from '../../src/data/contract.js';
import { openPath } from '../../src/data/open-path.js';
import { readRows } from '../../src/data/read-rows.js';

/**
 * Reads generated rows in each format, plain and gzip, each in a process of its own: rows a second and peak memory.
 * `node -r ./test/support/register-ts.cjs bench/data/formats.ts [rows] [read|import] [formats]`
 */
interface GeneratedRow extends Record<string, unknown> {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly n: number;
}

function* generated(count: number): Iterable<GeneratedRow> {
  for (let n = 0; n < count; n++)
    yield {
      id: `q-${n}`,
      question: `Clause ${n}: the parties agree, "in writing", that the term ends after ${n % 60} months.`,
      answer: `${n % 60} months, Grüße`,
      n,
    };
}

const cell = (value: unknown, delimiter: string): string => {
  const text = String(value);
  return text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
};

function* written(format: DataFormat, count: number): Iterable<string> {
  const delimiter = format === 'csv' ? ',' : '\t';
  if (format === 'json') yield '[';
  if (format === 'csv' || format === 'tsv') yield `${['id', 'question', 'answer', 'n'].join(delimiter)}\n`;
  let first = true;
  for (const row of generated(count)) {
    if (format === 'jsonl') yield `${JSON.stringify(row)}\n`;
    else if (format === 'json') yield `${first ? '' : ',\n'}${JSON.stringify(row)}`;
    else if (format === 'text') yield `${row.question}\n`;
    else
      yield `${Object.values(row)
        .map((value) => cell(value, delimiter))
        .join(delimiter)}\n`;
    first = false;
  }
  if (format === 'json') yield ']\n';
}

function* blocks(pieces: Iterable<string>): Iterable<string> {
  let block: string[] = [];
  for (const piece of pieces) {
    block.push(piece);
    if (block.length < 1000) continue;
    yield block.join('');
    block = [];
  }
  yield block.join('');
}

async function write(path: string, format: DataFormat, count: number): Promise<void> {
  if (format === 'parquet') {
    const columns = await surveyColumns(generated(1));
    await writeParquet({ path, columns, rows: generated(count) });
  } else await pipeline(Readable.from(blocks(written(format, count))), createWriteStream(path));
  await pipeline(createReadStream(path), createGzip({ level: 1 }), createWriteStream(`${path}.gz`));
}

function rowsOf(path: string, format: DataFormat): AsyncIterable<Record<string, unknown>> {
  const bytes = (): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: 1 << 18 });
  const file = { name: path, source: 'rows', gzip: path.endsWith('.gz'), bytes, open: () => openPath(path) };
  const text = format === 'text';
  return readRows({
    files: [file],
    format,
    kind: 'prompt',
    ...(text ? { split: 'lines' as const } : {}),
    fields: text ? { prompt: 'text' } : { prompt: 'question', reference: 'answer' },
  });
}

/** As activities/runtime/step/import-data.ts does it. */
async function* withIds(rows: AsyncIterable<Record<string, unknown>>): AsyncGenerator<Row> {
  const seen = new KeyTable();
  for await (const row of rows) {
    const content = digestOf(row);
    yield { ...row, id: sha256Hex(`${content}\n${seen.count(content)}`).slice(0, 24), parents: [] };
  }
}

async function measure(path: string, format: DataFormat, what: string): Promise<void> {
  const began = performance.now();
  let count = 0;
  if (what === 'import') {
    const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-import-'));
    const store = createFileArtifactStore({ folder });
    count = (await store.writeDataSet('prompt', withIds(rowsOf(path, format)))).rows;
    rmSync(folder, { recursive: true });
  } else for await (const row of rowsOf(path, format)) count += row ? 1 : 0;
  const seconds = (performance.now() - began) / 1000;
  const cpu = process.cpuUsage();
  const figures = [
    `${what} ${format}${path.endsWith('.gz') ? '.gz' : ''}`.padEnd(20),
    `${count} rows`,
    `${(statSync(path).size / 1e6).toFixed(0)} MB`,
    `${seconds.toFixed(1)} s`,
    `${Math.round(count / seconds)} rows/s`,
    `CPU ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s`,
    `peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  ];
  process.stdout.write(`${figures.join('  ')}\n`);
}

async function main([
  first = '1000000',
  what = 'read',
  list = 'jsonl,json,csv,tsv,parquet,text',
  path,
]: string[]): Promise<void> {
  if (path !== undefined) {
    const format = list as DataFormat;
    if (what === 'write') await write(path, format, Number(first));
    else await measure(path, format, what);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-formats-'));
  const child = (...args: string[]): Buffer =>
    execFileSync(process.execPath, ['-r', './test/support/register-ts.cjs', __filename, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  try {
    for (const format of list.split(',')) {
      const rows = join(folder, `rows.${format}`);
      child(first, 'write', format, rows);
      child(first, what, format, rows);
      child(first, what, format, `${rows}.gz`);
      rmSync(rows);
      rmSync(`${rows}.gz`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main(process.argv.slice(2));
