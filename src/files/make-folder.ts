import { mkdirSync } from 'node:fs';
import { errorCode, folderNotWritable, storeTrouble } from './store-trouble.js';

/** Makes a folder and those above it, where they are not there. Throws `folder-not-writable` or `disk-full`. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    // Of a read-only file system Node says ENOENT here.
    throw errorCode(error) === 'ENOENT' ? folderNotWritable(path, error) : storeTrouble(error, path);
  }
}
