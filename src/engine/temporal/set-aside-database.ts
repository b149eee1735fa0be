import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { syncFolderNow } from '../../files/write-whole.js';
import { openStores } from '../../stores/open-stores.js';
import type { EngineFolder, EngineRecord } from '../engine-record.js';
import type { Say } from './obtain-temporal.js';

/**
 * What happens when another Temporal server than the one that made the database is found. A server does not migrate the
 * database of another version, and only open runs need it: with any it is refused, else the file is kept beside the new one.
 */
export async function setAsideOldDatabase(
  files: EngineFolder,
  change: { readonly stateFolder: string; readonly record: EngineRecord; readonly version: string },
  say: Say | undefined,
): Promise<void> {
  const { stateFolder, record, version } = change;
  const old = record.server_version;
  if (old === version || !existsSync(files.database)) return;
  const open = await openRuns(stateFolder);
  if (open.length > 0) throw runsAreOpen(files, { open, old, version });
  const aside = `${files.database}.server-${old}.${new Date().toISOString().replaceAll(':', '')}`;
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(files.database + suffix)) renameSync(files.database + suffix, aside + suffix);
  syncFolderNow(dirname(aside));
  say?.(`Temporal is now ${version}; the database of ${old} was moved to ${aside}. No run needs it any more.`);
}

/** Runs that began and have not ended, as their own events say. */
async function openRuns(stateFolder: string): Promise<readonly string[]> {
  const runs = await openStores(stateFolder).runs();
  const open: string[] = [];
  for (const { run } of await runs.list()) {
    const ends = (await runs.events(run)).filter(({ type }) => type === 'run-started' || type === 'run-finished');
    if (ends.at(-1)?.type === 'run-started') open.push(run);
  }
  return open.toSorted();
}

function runsAreOpen(
  files: EngineFolder,
  { open, old, version }: { readonly open: readonly string[]; readonly old: string; readonly version: string },
): LimbeckError {
  const names = open.slice(0, 5).join(', ') + (open.length > 5 ? ` and ${open.length - 5} more` : '');
  return new LimbeckError({
    code: 'engine-version-changed',
    message: `Temporal is now ${version}, but ${open.length === 1 ? 'a run is' : 'runs are'} open in the database of ${old}: ${names}.`,
    hint:
      `Point LIMBECK_TEMPORAL_CLI at the old program and finish or cancel them with it. If it is gone, move ${files.database} ` +
      'away with its -wal and -shm: `limbeck resume RUN` then goes on from what is in the stores.',
  });
}
