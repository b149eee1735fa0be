import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openPath } from '../data/open-path.js';
import type { Files } from './files.js';

/** The file system. */
export const nodeFiles: Files = {
  async kind(path) {
    try {
      const found = await stat(path);
      return found.isDirectory() ? 'folder' : 'file';
    } catch {
      return undefined;
    }
  },
  read: (path) => readFile(path),
  stream: (path) => createReadStream(path, { highWaterMark: 1 << 18 }),
  open: openPath,
  names: async (folder) => (await readdir(folder)).sort(),
  async list(folder) {
    const found: string[] = [];
    const visit = async (below: string): Promise<void> => {
      for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
        const path = below === '' ? entry.name : `${below}/${entry.name}`;
        // Downloaded models are often folders of links.
        const folderThere = entry.isSymbolicLink()
          ? (await stat(join(folder, path))).isDirectory()
          : entry.isDirectory();
        if (folderThere) await visit(path);
        else found.push(path);
      }
    };
    await visit('');
    return found.sort();
  },
};
