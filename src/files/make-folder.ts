import { mkdirSync } from 'node:fs';
import { parentsOf } from './new-folders.js';
import { errorCode, folderNotWritable, storeTrouble } from './store-trouble.js';
import { syncFolderNow } from './write-whole.js';

/** Makes a folder and those above it, where they are not there, durably. Throws `folder-not-writable` or `disk-full`. */
export function makeFolder(path: string): void {
  try {
    for (const parent of parentsOf(mkdirSync(path, { recursive: true }), path)) syncFolderNow(parent);
  } catch (error) {
    // Of a read-only file system Node says ENOENT here.
    throw errorCode(error) === 'ENOENT' ? folderNotWritable(path, error) : storeTrouble(error, path);
  }
}
