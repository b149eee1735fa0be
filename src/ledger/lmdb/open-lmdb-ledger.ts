import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { LimbeckError } from '../../core/errors.js';
import { makeFolder } from '../../files/make-folder.js';
import { errorCode, folderNotWritable, storeTrouble } from '../../files/store-trouble.js';
import type { Ledger, Spend } from '../contract.js';
import { LmdbLedger } from './lmdb-ledger.js';

const LEDGER_VERSION = 1;

/**
 * Opens the ledger of a project: `ledger/` in its state folder (`.limbeck`), made when it is not there. Throws
 * `ledger-version`, `folder-not-writable`.
 */
export async function openLmdbLedger(state: { readonly folder: string }): Promise<Ledger> {
  const folder = join(state.folder, 'ledger');
  try {
    makeFolder(folder);
    // Event-turn batching would leave a rejected promise that nobody holds when a commit fails.
    const root = open({ path: folder, noSubdir: false, maxDbs: 4, overlappingSync: false, eventTurnBatching: false });
    const answers = root.openDB<Buffer, Uint8Array>('answers', { keyEncoding: 'binary', encoding: 'binary' });
    const spends = root.openDB<Spend, string>('spend', { encoding: 'json' });
    await checkVersion(folder, root);
    return new LmdbLedger(folder, root, answers, spends);
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
    message: `The ledger ${folder} has format ${JSON.stringify(found)}; this Limbeck reads format ${LEDGER_VERSION}.`,
    hint: 'Use the version of Limbeck that wrote it, or move the folder away and its answers are bought again.',
  });
}
