import { exampleEntry } from '../../src/ledger/contract-suite.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';

/** Run as a child: put one entry and end. */
async function main(folder: string, number: number): Promise<void> {
  const ledger = await openLmdbLedger({ folder });
  await ledger.put(exampleEntry(number));
  await ledger.close();
}

void main(process.argv[2]!, Number(process.argv[3]));
