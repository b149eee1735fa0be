import { readdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isOwnerDead, ownerMark } from '../files/owner-mark.js';
import { errorCode } from '../files/store-trouble.js';

/**
 * The part of a download that this process writes: `FILE.HOST-PID.part` beside the file. What a process that has died left
 * is taken over by one rename, so it is never written by two; what a living one writes is left alone.
 */
const PART = '.part';

/** This process's part for the file; it may hold the beginning already, or not be there yet. */
export async function takePart(file: string): Promise<string> {
  const folder = dirname(file);
  const mine = `${file}.${ownerMark()}${PART}`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(PART)) continue;
    const path = join(folder, name);
    const mark = name.slice(basename(file).length + 1, -PART.length);
    // Without a mark it is of a Limbeck that had none.
    if (path !== mine && (mark === '' || isOwnerDead(mark)) && (await tryRename(path, mine))) break;
  }
  return mine;
}

/** False when another process was quicker. */
async function tryRename(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
