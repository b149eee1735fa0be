import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFile, OpenFile } from './contract.js';
import { openPath } from './open-path.js';
import { contentOf } from './stored-bytes.js';

/** A gzip file's content as a file of its own, gone when it is closed. */
export async function unpackedFile(file: DataFile): Promise<OpenFile> {
  const folder = await mkdtemp(join(tmpdir(), 'limbeck-unpacked-'));
  const path = join(folder, 'content');
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const handle = await open(path, 'wx');
    try {
      for await (const piece of contentOf(file)) await handle.writeFile(piece);
    } finally {
      await handle.close();
    }
    const opened = await openPath(path);
    return {
      ...opened,
      async close() {
        await opened.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
