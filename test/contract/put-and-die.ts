import { exampleEntry } from '../../src/ledger/contract-suite.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';

/** Puts so many entries and is killed before any can be on disk: `put-and-die.ts FOLDER COUNT`. */
async function main(folder: string, count: number): Promise<void> {
  const ledger = await openLmdbLedger({ folder });
  for (let n = 0; n < count; n++) void ledger.put(exampleEntry(n));
  process.kill(process.pid, 'SIGKILL');
}

void main(process.argv[2]!, Number(process.argv[3]));
