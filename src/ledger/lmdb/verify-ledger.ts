import { existsSync } from 'node:fs';
import type { LedgerCheck } from '../contract.js';
import { findBrokenPage } from './check-pages.js';
import { ledgerFile, openLmdbLedger } from './open-lmdb-ledger.js';

/** What is wrong with the ledger of a state folder. A file with a broken page is not opened: LMDB would end the process. */
export interface LedgerVerdict extends LedgerCheck {
  readonly file: string;
  /** Why the file itself cannot be used; then no entry was looked at. */
  readonly broken?: string;
}

/** Undefined when there is no ledger. Throws what opening it throws. */
export async function verifyLedger(
  state: { readonly folder: string },
  onProgress?: (entries: number) => void,
): Promise<LedgerVerdict | undefined> {
  const file = ledgerFile(state.folder);
  if (!existsSync(file)) return undefined;
  const broken = findBrokenPage(file);
  if (broken !== undefined) return { file, broken, entries: 0, corrupt: [] };
  const ledger = await openLmdbLedger(state);
  try {
    return { file, ...(await ledger.verify(onProgress)) };
  } finally {
    await ledger.close();
  }
}
