import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import type { Row } from '../../src/core/record-kinds.js';

/**
 * Writes and reads a data set of many rows and prints time and peak memory.
 * `node -r ./test/support/register-ts.cjs bench/stores/data-set-memory.ts [rows]`
 */
function* rows(count: number): Iterable<Row> {
  for (let n = 0; n < count; n++)
    yield {
      id: `row-${n}`,
      parents: [`parent-${n}`],
      prompt: `Clause ${n}: ${'the parties agree that the term is renewed; '.repeat(8)}`,
      completion: `{"duration":${n % 60}}`,
    };
}

const peakMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

async function main(count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'limbeck-bench-'));
  const store = createFileArtifactStore({ folder });
  const say = (what: string, since: number): void => {
    process.stdout.write(`${what}: ${((performance.now() - since) / 1000).toFixed(1)} s, peak ${peakMb()} MB\n`);
  };
  say('start', performance.now());
  let start = performance.now();
  const { digest } = await store.writeDataSet('sft', rows(count));
  say(`write ${count} rows`, start);
  start = performance.now();
  let read = 0;
  const { source } = await store.openDataSet(digest);
  for await (const row of source.read()) read += row.id.length > 0 ? 1 : 0;
  say(`read ${read} rows`, start);
  start = performance.now();
  for (let from = 0; from < count; from += count / 100)
    for await (const row of source.read(from, from + 200)) read += row ? 1 : 0;
  say('read 100 ranges of 200 rows', start);
  await rm(folder, { recursive: true });
}

void main(Number(process.argv[2] ?? 1_000_000));
