import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { canonicalJson } from '../../core/canonical-json.js';
import { syncFolder } from '../../files/durable-file.js';
import { sayingWhere } from '../../files/store-trouble.js';

/** Writes rows as JSON lines, holding a block of them. The file appears whole or not at all; equal rows, equal bytes. */
export interface JsonlContent {
  readonly path: string;
  readonly rows: AsyncIterable<Readonly<Record<string, unknown>>> | Iterable<Readonly<Record<string, unknown>>>;
}

const BLOCK_CHARS = 256 << 10;

export async function writeJsonl({ path, rows }: JsonlContent): Promise<{ readonly rows: number }> {
  const temporary = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  let count = 0;
  async function* blocks(): AsyncGenerator<string> {
    let block = '';
    for await (const row of rows) {
      count++;
      block += `${canonicalJson(row)}\n`;
      if (block.length < BLOCK_CHARS) continue;
      yield block;
      block = '';
    }
    if (block !== '') yield block;
  }
  return sayingWhere(dirname(path), async () => {
    try {
      const handle = await open(temporary, 'wx');
      await pipeline(Readable.from(blocks()), handle.createWriteStream({ flush: true }));
      await rename(temporary, path);
      await syncFolder(dirname(path));
      return { rows: count };
    } finally {
      await rm(temporary, { force: true });
    }
  });
}
