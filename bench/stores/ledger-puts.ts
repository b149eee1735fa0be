import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sha256Hex } from '../../src/core/digest.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';

/**
 * Durable ledger puts per second, by number of callers that each wait for their put.
 * `node -r ./test/support/register-ts.cjs bench/stores/ledger-puts.ts [seconds]`
 */
async function main(seconds: number): Promise<void> {
  for (const callers of [1, 64, 256]) {
    const folder = await mkdtemp(join(tmpdir(), 'limbeck-bench-'));
    const ledger = await openLmdbLedger({ folder });
    const end = performance.now() + seconds * 1000;
    let next = 0;
    const caller = async (): Promise<void> => {
      while (performance.now() < end) {
        const n = next++;
        await ledger.put({
          key: sha256Hex(String(n)),
          answer: {
            text: Array.from({ length: 60 }, (_, word) => `term${(n * 31 + word * word) % 997}`).join(' '),
            finish_reason: 'stop',
            usage: { prompt_tokens: 200, completion_tokens: 90 },
          },
          provider: { model: 'm', request_id: `request-${n}` },
          cost_nanousd: 1000,
          at: '2026-01-01T00:00:00.000Z',
          run: 'run',
          step: 'step',
        });
      }
    };
    await Promise.all(Array.from({ length: callers }, caller));
    process.stdout.write(`${callers} callers: ${Math.round((await ledger.count()) / seconds)} durable puts/s\n`);
    await ledger.close();
    await rm(folder, { recursive: true });
  }
}

void main(Number(process.argv[2] ?? 3));
