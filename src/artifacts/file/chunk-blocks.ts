/** Blocks of a chunk: how many (uint32), of each its SHA-256 (32 bytes) and size (uint32), then the blocks. Little-endian. */
const ENTRY_BYTES = 36;

export function packBlocks(blocks: ReadonlyMap<string, Uint8Array>): Buffer {
  const head = Buffer.alloc(4 + blocks.size * ENTRY_BYTES);
  head.writeUInt32LE(blocks.size, 0);
  let at = 4;
  for (const [digest, block] of blocks) {
    head.write(digest, at, 'hex');
    head.writeUInt32LE(block.byteLength, at + 32);
    at += ENTRY_BYTES;
  }
  return Buffer.concat([head, ...blocks.values()]);
}

/** Whole sections only: what was torn is found by the section's digest. */
export function unpackBlocks(section: Buffer): ReadonlyMap<string, Uint8Array> {
  const blocks = new Map<string, Uint8Array>();
  if (section.length === 0) return blocks;
  const count = section.readUInt32LE(0);
  let position = 4 + count * ENTRY_BYTES;
  for (let entry = 0; entry < count; entry++) {
    const at = 4 + entry * ENTRY_BYTES;
    const bytes = section.readUInt32LE(at + 32);
    blocks.set(section.toString('hex', at, at + 32), section.subarray(position, position + bytes));
    position += bytes;
  }
  return blocks;
}
