import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { errorCode } from '../../files/store-trouble.js';
import { artifactCorrupt } from './layout.js';

const unpack = promisify(gunzip);
/** Unpacked shards kept, in bytes: chunks of one step read neighbouring rows of the same shard. */
const KEPT_BYTES = 64 << 20;

export interface ShardOnDisk {
  readonly path: string;
  readonly digest: string;
  /** For messages: "Data set 1f2e...". */
  readonly owner: string;
}

/** Reads shards whole, verified against their digest the first time this process sees them, newest few kept. */
export class ShardCache {
  private readonly kept = new Map<string, Promise<Buffer>>();
  private readonly sizes = new Map<string, number>();
  private readonly verified = new Set<string>();

  async read(shard: ShardOnDisk): Promise<Buffer> {
    const known = this.kept.get(shard.path);
    if (known) {
      this.kept.delete(shard.path);
      this.kept.set(shard.path, known);
      return known;
    }
    const loading = this.load(shard);
    this.kept.set(shard.path, loading);
    try {
      const bytes = await loading;
      this.sizes.set(shard.path, bytes.length);
      this.evict(shard.path);
      return bytes;
    } catch (error) {
      this.kept.delete(shard.path);
      throw error;
    }
  }

  private async load({ path, digest, owner }: ShardOnDisk): Promise<Buffer> {
    let bytes: Buffer;
    try {
      bytes = await unpack(await readFile(path));
    } catch (error) {
      const code = errorCode(error) ?? '';
      if (code === 'ENOENT') throw artifactCorrupt(owner, path, 'is gone');
      if (code.startsWith('Z_')) throw artifactCorrupt(owner, path, 'cannot be unpacked');
      throw error;
    }
    if (!this.verified.has(path)) {
      if (createHash('sha256').update(bytes).digest('hex') !== digest)
        throw artifactCorrupt(owner, path, 'does not match its digest');
      this.verified.add(path);
    }
    return bytes;
  }

  /** Oldest first, never the one just read. */
  private evict(newest: string): void {
    let total = [...this.sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const path of this.kept.keys()) {
      if (total <= KEPT_BYTES) return;
      const size = this.sizes.get(path);
      if (path === newest || size === undefined) continue;
      this.kept.delete(path);
      this.sizes.delete(path);
      total -= size;
    }
  }
}
