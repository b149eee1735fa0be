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

const NEWLINE = 10;

/** A row, or any number of them as canonical JSON lines. */
export type RowOrLines = Row | Buffer;

/** Streams rows into the folder as shards; holds one block of text, never the rows. Files are flushed to disk. */
export async function writeShards(
  folder: string,
  rows: AsyncIterable<RowOrLines> | Iterable<RowOrLines>,
): Promise<Pick<DataSetManifest, 'digest' | 'rows' | 'shards'>> {
  const shards = new ShardSeries(folder);
  try {
    for await (const row of rows) {
      if (Buffer.isBuffer(row)) await shards.addLines(row);
      else await shards.add(`${canonicalJson(row)}\n`);
    }
    return await shards.finish();
  } catch (error) {
    await shards.abandon();
    throw error;
  }
}

/** One shard after another, the next begun when the last is full. */
class ShardSeries {
  private readonly total = createHash('sha256');
  private readonly done: Shard[] = [];
  private shard: ShardWriter | undefined;

  constructor(private readonly folder: string) {}

  async add(line: string): Promise<void> {
    const shard = this.shard ?? (await this.begin());
    if (shard.add(line)) await shard.flush();
    if (shard.isFull) await this.end(shard);
  }

  async addLines(lines: Buffer): Promise<void> {
    for (let from = 0; from < lines.length;) {
      const shard = this.shard ?? (await this.begin());
      let rows = 0;
      let to = from;
      while (rows < shard.room && to < lines.length && to - from < BLOCK_CHARS) {
        to = lines.indexOf(NEWLINE, to) + 1 || lines.length;
        rows++;
      }
      await shard.addLines(lines.subarray(from, to), rows);
      if (shard.isFull) await this.end(shard);
      from = to;
    }
  }

  async finish(): Promise<Pick<DataSetManifest, 'digest' | 'rows' | 'shards'>> {
    if (this.shard) await this.end(this.shard);
    const rows = this.done.reduce((sum, shard) => sum + shard.rows, 0);
    return { digest: this.total.digest('hex'), rows, shards: this.done };
  }

  async abandon(): Promise<void> {
    await this.shard?.abandon();
  }

  private async begin(): Promise<ShardWriter> {
    this.shard = await ShardWriter.open(this.folder, this.done.length, this.total);
    return this.shard;
  }

  private async end(shard: ShardWriter): Promise<void> {
    this.done.push(await shard.finish());
    this.shard = undefined;
  }
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

  /** Rows that it still takes. */
  get room(): number {
    return SHARD_ROWS - this.rows;
  }

  /** Whether it is time to flush. */
  add(line: string): boolean {
    this.block.push(line);
    this.blockChars += line.length;
    this.rows++;
    return this.blockChars >= BLOCK_CHARS;
  }

  async addLines(lines: Buffer, rows: number): Promise<void> {
    if (this.block.length > 0) await this.flush();
    this.rows += rows;
    await this.write(lines);
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

  async flush(): Promise<void> {
    const block = Buffer.from(this.block.join(''), 'utf8');
    this.block = [];
    this.blockChars = 0;
    await this.write(block);
  }

  private async write(block: Buffer): Promise<void> {
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
