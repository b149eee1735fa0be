import { exampleEntry } from '../../src/ledger/contract-suite.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';

/** Run as a child: 32 callers put entries and each prints a key once its put resolved, until the process is killed. */
async function main(folder: string, start: number): Promise<void> {
  const ledger = await openLmdbLedger({ folder });
  let next = start;
  const caller = async (): Promise<void> => {
    for (;;) {
      const entry = exampleEntry(next++, { run: `run-${start}` });
      await ledger.put(entry);
      process.stdout.write(`${entry.key}\n`);
    }
  };
  await Promise.all(Array.from({ length: 32 }, caller));
}

void main(process.argv[2]!, Number(process.argv[3]));
