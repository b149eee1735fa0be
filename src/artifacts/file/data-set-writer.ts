import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip, type Gzip } from 'node:zlib';
import type { DataSetManifest } from '../../../schemas/generated/artifact.js';
import { canonicalJson } from '../../core/canonical-json.js';
import type { Row } from '../../core/record-kinds.js';

/** Rows per shard. */
export const SHARD_ROWS = 10_000;
/** A shard also ends here, so that reading one never needs more memory than this and one row. */
const SHARD_BYTES = 64 << 20;
/** Text gathered before it is hashed and compressed. */
const BLOCK_CHARS = 256 << 10;

type Shard = DataSetManifest['shards'][number];

/** Streams rows into the folder as shards; holds one block of text, never the rows. Files are flushed to disk. */
export async function writeShards(
  folder: string,
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<Pick<DataSetManifest, 'digest' | 'rows' | 'shards'>> {
  const total = createHash('sha256');
  const shards: Shard[] = [];
  let count = 0;
  let shard: ShardWriter | undefined;
  try {
    for await (const row of rows) {
      shard ??= await ShardWriter.open(folder, shards.length, total);
      await shard.add(`${canonicalJson(row)}\n`);
      count++;
      if (shard.isFull) {
        shards.push(await shard.finish());
        shard = undefined;
      }
    }
    if (shard) shards.push(await shard.finish());
  } catch (error) {
    await shard?.abandon();
    throw error;
  }
  return { digest: total.digest('hex'), rows: count, shards };
}

class ShardWriter {
  private readonly hash = createHash('sha256');
  private readonly gzip: Gzip = createGzip({ level: 1, chunkSize: 64 << 10 });
  private readonly written: Promise<number>;
  private block: string[] = [];
  private blockChars = 0;
  private rows = 0;
  private bytes = 0;

  private constructor(
    private readonly name: string,
    private readonly handle: FileHandle,
    private readonly total: Hash,
  ) {
    this.written = this.pump();
    // Its failure is met at the next write or at the end; until then it must not count as unhandled.
    this.written.catch(() => {});
  }

  static async open(folder: string, index: number, total: Hash): Promise<ShardWriter> {
    const name = `${String(index).padStart(5, '0')}.jsonl.gz`;
    return new ShardWriter(name, await open(join(folder, name), 'wx'), total);
  }

  get isFull(): boolean {
    return this.rows >= SHARD_ROWS || this.bytes >= SHARD_BYTES;
  }

  async add(line: string): Promise<void> {
    this.block.push(line);
    this.blockChars += line.length;
    this.rows++;
    if (this.blockChars >= BLOCK_CHARS) await this.flush();
  }

  async finish(): Promise<Shard> {
    await this.flush();
    this.gzip.end();
    const bytes = await this.written;
    await this.handle.sync();
    await this.handle.close();
    return { file: this.name, rows: this.rows, digest: this.hash.digest('hex'), bytes };
  }

  async abandon(): Promise<void> {
    this.gzip.destroy();
    await this.written.catch(() => {});
    await this.handle.close().catch(() => {});
  }

  private async flush(): Promise<void> {
    const block = Buffer.from(this.block.join(''), 'utf8');
    this.block = [];
    this.blockChars = 0;
    this.bytes += block.length;
    this.hash.update(block);
    this.total.update(block);
    // The file may fail while the compressor waits for room: then there is no drain to wait for.
    if (!this.gzip.write(block)) await Promise.race([once(this.gzip, 'drain'), this.written]);
  }

  private async pump(): Promise<number> {
    let bytes = 0;
    for await (const chunk of this.gzip as AsyncIterable<Buffer>) {
      await this.handle.writeFile(chunk);
      bytes += chunk.length;
    }
    return bytes;
  }
}
