import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSetManifest } from '../../../schemas/generated/artifact.js';

/** The side file of a data set (schemas/artifact.schema.json, `side`): blocks, and where each of them lies. */
export const SIDE_BYTES = 'side.bin';
export const SIDE_INDEX = 'side.idx';
const DIGEST_BYTES = 32;
const ENTRY_BYTES = DIGEST_BYTES + 8 + 4;

export interface IndexEntry {
  readonly digest: string;
  readonly offset: number;
  readonly bytes: number;
}

type Side = NonNullable<DataSetManifest['side']>;

export function packIndexEntry({ digest, offset, bytes }: IndexEntry): Buffer {
  const entry = Buffer.alloc(ENTRY_BYTES);
  entry.write(digest, 0, 'hex');
  entry.writeBigUInt64LE(BigInt(offset), DIGEST_BYTES);
  entry.writeUInt32LE(bytes, DIGEST_BYTES + 8);
  return entry;
}

function* entriesOf(index: Buffer): Iterable<IndexEntry> {
  for (let at = 0; at < index.length; at += ENTRY_BYTES)
    yield {
      digest: index.toString('hex', at, at + DIGEST_BYTES),
      offset: Number(index.readBigUInt64LE(at + DIGEST_BYTES)),
      bytes: index.readUInt32LE(at + DIGEST_BYTES + 8),
    };
}

/** What is wrong with the sizes of the files, or undefined. */
export async function sideFault(folder: string, side: Side): Promise<string | undefined> {
  const wanted = { [SIDE_BYTES]: side.bytes, [SIDE_INDEX]: side.blocks * ENTRY_BYTES };
  for (const [name, bytes] of Object.entries(wanted)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (!found) return `${name} is gone`;
    if (found.size !== bytes) return `${name} has ${found.size} bytes instead of ${bytes}`;
  }
  return undefined;
}

/** Throws when the index is not what was written. */
export async function readSideIndex(folder: string, side: Side): Promise<ReadonlyMap<string, IndexEntry>> {
  const index = await readFile(join(folder, SIDE_INDEX));
  if (createHash('sha256').update(index).digest('hex') !== side.digest)
    throw new Error(`${SIDE_INDEX} does not match its digest`);
  return new Map([...entriesOf(index)].map((entry) => [entry.digest, entry]));
}

/** Throws when the bytes are not those of the digest. */
export async function readSideBlock(folder: string, { digest, offset, bytes }: IndexEntry): Promise<Uint8Array> {
  const file = await open(join(folder, SIDE_BYTES), 'r');
  try {
    const block = Buffer.alloc(bytes);
    await file.read(block, 0, bytes, offset);
    if (createHash('sha256').update(block).digest('hex') !== digest)
      throw new Error(`${SIDE_BYTES} does not match its digest at byte ${offset}`);
    return block;
  } finally {
    await file.close();
  }
}

/** Every block against its digest. Throws at the first that is not what was written. */
export async function verifySide(folder: string, side: Side): Promise<void> {
  for (const entry of (await readSideIndex(folder, side)).values()) await readSideBlock(folder, entry);
}
