import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { makeFolder } from './make-folder.js';
import { errorCode } from './store-trouble.js';
import { writeWhole } from './write-whole.js';

/**
 * The format of a store that is a folder, in its format.json: written once, by the first who writes there, and checked by
 * everybody. 1: records may lack their seal; 2: all are sealed. A store without the file, but with content, is of format 1.
 */
const NEWEST = 2;
const FILE = 'format.json';

export interface StoreFormat {
  /** A record without a seal is damaged. */
  readonly sealed: boolean;
  /** Before the first write of this process; makes the folder. */
  record(): void;
}

/** `what` for messages: "The artifact store". Throws `store-version`, `project-state-damaged`. */
export function openStoreFormat(folder: string, what: string): StoreFormat {
  const path = join(folder, FILE);
  const known = readFormat(path, what);
  const format = known ?? (hasContent(folder) ? 1 : NEWEST);
  let recorded = known !== undefined;
  return {
    sealed: format > 1,
    record() {
      if (recorded) return;
      makeFolder(folder);
      writeWhole(path, `${JSON.stringify({ format })}\n`);
      recorded = true;
    },
  };
}

function readFormat(path: string, what: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
  const format = Number(/^\{"format":(\d+)\}\n?$/.exec(text)?.[1]);
  if (!(format >= 1)) throw formatDamaged(path);
  if (format > NEWEST)
    throw new LimbeckError({
      code: 'store-version',
      message: `${what} was made by a newer Limbeck: ${path} says format ${format}, and this one reads up to ${NEWEST}.`,
      hint: 'Use that Limbeck or a newer one. Nothing was changed.',
    });
  return format;
}

/** Anything but what a store in the making has: the file itself, names with a dot. */
function hasContent(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => !name.startsWith(FILE) && !name.startsWith('.'));
  } catch {
    return false;
  }
}

function formatDamaged(path: string): LimbeckError {
  return new LimbeckError({
    code: 'project-state-damaged',
    message: `${path} does not say the format of its store.`,
    hint: 'Remove the file: the store is then read as one of the first format, where damage to small records may go unseen.',
  });
}
