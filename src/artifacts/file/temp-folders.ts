import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isOwnerDead, ownerMark } from '../../files/owner-mark.js';

/** Folders that things are made in before they are renamed into place, named for the process that owns them. */
const STALE_MS = 7 * 24 * 3600 * 1000;

export async function makeTemporary(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const folder = newTemporaryPath(parent);
  await mkdir(folder);
  return folder;
}

/** A name in `parent` that nothing has; to move things to before they are removed. */
export function newTemporaryPath(parent: string): string {
  return join(parent, `${ownerMark()}-${randomBytes(6).toString('hex')}`);
}

/** Removes what processes of this host left behind when they died, and anything a week old. */
export async function sweepTemporary(parent: string, nowMs: number): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const path = join(parent, name);
    const facts = await stat(path).catch(() => undefined);
    if (facts === undefined) continue;
    if (isOwnerDead(name) || nowMs - facts.mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
  }
}
