import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { LimbeckError } from '../../core/errors.js';
import { makeFolder } from '../../files/make-folder.js';
import { errorCode, folderNotWritable, storeTrouble } from '../../files/store-trouble.js';
import type { Ledger, Spend } from '../contract.js';
import { findCutOff } from './check-pages.js';
import { ledgerBroken } from './entry-bytes.js';
import { Intake } from './intake.js';
import { LmdbLedger } from './lmdb-ledger.js';

const LEDGER_VERSION = 1;

/** The file that holds everything, in the project's state folder. */
export const ledgerFile = (state: string): string => join(state, 'ledger', 'data.mdb');

/**
 * Opens the ledger of a project: `ledger/` in its state folder (`.limbeck`), made when it is not there. Throws
 * `ledger-version`, `ledger-corrupt` when its file is cut off, `folder-not-writable`.
 */
export async function openLmdbLedger(state: { readonly folder: string }): Promise<Ledger> {
  const folder = join(state.folder, 'ledger');
  try {
    makeFolder(folder);
    const cutOff = findCutOff(ledgerFile(state.folder));
    if (cutOff !== undefined) throw ledgerBroken(ledgerFile(state.folder), cutOff);
    // Event-turn batching would leave a rejected promise that nobody holds when a commit fails.
    const root = open({ path: folder, noSubdir: false, maxDbs: 4, overlappingSync: false, eventTurnBatching: false });
    const answers = root.openDB<Buffer, Uint8Array>('answers', { keyEncoding: 'binary', encoding: 'binary' });
    const spends = root.openDB<Spend, string>('spend', { encoding: 'json' });
    await checkVersion(folder, root);
    const ledger = new LmdbLedger({ folder, root, answers, spends, intake: new Intake(join(folder, 'intake')) });
    await ledger.takeIn();
    return ledger;
  } catch (error) {
    const known = storeTrouble(error, folder);
    if (known !== error || errorCode(error) !== undefined || !(error instanceof Error)) throw known;
    // LMDB's own errors carry a number; what it could not open or map it cannot write either.
    throw 'code' in error ? folderNotWritable(folder, error) : error;
  }
}

async function checkVersion(folder: string, root: RootDatabase): Promise<void> {
  const facts = root.openDB<unknown, string>('facts', { encoding: 'json' });
  const found = facts.get('ledger_version');
  if (found === LEDGER_VERSION) return;
  if (found === undefined) {
    facts.putSync('ledger_version', LEDGER_VERSION);
    return;
  }
  await root.close();
  throw new LimbeckError({
    code: 'ledger-version',
    message: `The ledger ${folder} was made by ${isNewer(found) ? 'a newer' : 'another'} Limbeck: it has format ${JSON.stringify(found)}, this one reads format ${LEDGER_VERSION}.`,
    hint: 'Use the Limbeck that made it (or a newer one), or move the folder away and its answers are bought again.',
  });
}

const isNewer = (format: unknown): boolean => typeof format === 'number' && format > LEDGER_VERSION;
