import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSetManifest } from '../../../schemas/generated/artifact.js';
import { blockMissing } from '../block-missing.js';
import { packIndexEntry, SIDE_BYTES, SIDE_INDEX } from './side-index.js';

export type Side = NonNullable<DataSetManifest['side']>;

/** Writes the side file of a data set, each block once, in the order of first adding. Makes no file when none is added. */
export class SideWriter {
  private readonly known = new Set<string>();
  private readonly index: Buffer[] = [];
  private file: FileHandle | undefined;
  private bytes = 0;

  constructor(private readonly folder: string) {}

  /** `read` is only called for a block that is not there yet. */
  async add(digest: string, read: () => Promise<Uint8Array | undefined>): Promise<void> {
    if (this.known.has(digest)) return;
    const block = await read();
    if (block === undefined) throw blockMissing(digest);
    if (createHash('sha256').update(block).digest('hex') !== digest)
      throw new TypeError(`A block given as ${digest.slice(0, 12)} has other bytes.`);
    this.file ??= await open(join(this.folder, SIDE_BYTES), 'wx');
    await this.file.writeFile(block);
    this.index.push(packIndexEntry({ digest, offset: this.bytes, bytes: block.byteLength }));
    this.known.add(digest);
    this.bytes += block.byteLength;
  }

  /** Both files are on disk; undefined when nothing was added. */
  async finish(): Promise<Side | undefined> {
    if (!this.file) return undefined;
    await this.file.sync();
    await this.close();
    const index = Buffer.concat(this.index);
    const file = await open(join(this.folder, SIDE_INDEX), 'wx');
    try {
      await file.writeFile(index);
      await file.sync();
    } finally {
      await file.close();
    }
    return { blocks: this.known.size, bytes: this.bytes, digest: createHash('sha256').update(index).digest('hex') };
  }

  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }
}
