import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { canonicalJson } from '../../core/canonical-json.js';
import type { Row } from '../../core/record-kinds.js';
import { writeFileDurably } from '../../files/durable-file.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import { errorCode } from '../../files/store-trouble.js';
import { chunkRecordOf } from '../chunk-record.js';
import type { ChunkContent, ChunkRecord, ChunkSection } from '../contract.js';
import { packBlocks, unpackBlocks } from './chunk-blocks.js';

/**
 * A finished chunk in one file: a line of JSON (record, and size and digest of each section), then four sections of
 * gzip JSON lines, then, where rows name some, a section of blocks (chunk-blocks.ts). One file, so that a chunk is there whole or not at all.
 */
const pack = promisify(gzip);
const unpack = promisify(gunzip);
const SECTIONS: readonly ChunkSection[] = ['rows', 'rejected', 'failures', 'calls'];

interface Head {
  readonly record: ChunkRecord;
  readonly sections: readonly { readonly bytes: number; readonly digest: string }[];
}

const digestOfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function writeChunkFile(path: string, content: ChunkContent): Promise<ChunkRecord> {
  const record = chunkRecordOf(content);
  const sections: Buffer[] = [];
  for (const name of SECTIONS)
    sections.push(await pack(content[name].map((row) => `${canonicalJson(row)}\n`).join(''), { level: 1 }));
  if (content.blocks && content.blocks.size > 0) sections.push(packBlocks(content.blocks));
  const head: Head = {
    record,
    sections: sections.map((bytes) => ({ bytes: bytes.length, digest: digestOfBytes(bytes) })),
  };
  await writeFileDurably(path, Buffer.concat([Buffer.from(`${sealJson(head)}\n`), ...sections]));
  return record;
}

/** The record, or undefined when there is no whole and undamaged chunk: then it is simply done again. */
export async function readChunkRecord(
  path: string,
  format: { readonly sealed: boolean },
): Promise<ChunkRecord | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const end = bytes.indexOf(10);
  const head = parseHead(bytes.subarray(0, Math.max(end, 0)).toString('utf8'), format);
  if (!head) return undefined;
  let position = end + 1;
  for (const section of head.sections) {
    if (digestOfBytes(bytes.subarray(position, position + section.bytes)) !== section.digest) return undefined;
    position += section.bytes;
  }
  return head.record;
}

/** Rows of one section. Undefined when the chunk is not there; throws when it is damaged. */
export async function readChunkSection(path: string, section: ChunkSection): Promise<readonly Row[] | undefined> {
  const text = await readChunkLines(path, section);
  if (text === undefined) return undefined;
  const lines = text.toString('utf8').split('\n');
  lines.pop();
  return lines.map((line) => JSON.parse(line) as Row);
}

/** The same as the canonical JSON lines they are. */
export async function readChunkLines(path: string, section: ChunkSection): Promise<Buffer | undefined> {
  const bytes = await readSectionBytes(path, SECTIONS.indexOf(section));
  return bytes === undefined ? undefined : unpack(bytes);
}

/** Blocks that its rows name, by digest. Undefined when the chunk is not there; throws when it is damaged. */
export async function readChunkBlocks(path: string): Promise<ReadonlyMap<string, Uint8Array> | undefined> {
  const bytes = await readSectionBytes(path, SECTIONS.length);
  return bytes === undefined ? undefined : unpackBlocks(bytes);
}

/** Nothing where the chunk has no such section. */
async function readSectionBytes(path: string, index: number): Promise<Buffer | undefined> {
  let handle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    // The head is a few hundred bytes; the file is read only as far as the section needs.
    const first = Buffer.alloc(4096);
    const { bytesRead } = await handle.read(first, 0, first.length, 0);
    const end = first.subarray(0, bytesRead).indexOf(10);
    const head = end < 0 ? undefined : parseHead(first.toString('utf8', 0, end), { sealed: false });
    if (!head) throw new Error('it has no head line');
    const position = head.sections.slice(0, index).reduce((sum, { bytes }) => sum + bytes, end + 1);
    const section = head.sections[index];
    if (!section) return Buffer.alloc(0);
    const { bytes: size, digest } = section;
    const bytes = Buffer.alloc(size);
    await handle.read(bytes, 0, size, position);
    if (digestOfBytes(bytes) !== digest) throw new Error('a section does not match its digest');
    return bytes;
  } finally {
    await handle.close();
  }
}

function parseHead(line: string, format: { readonly sealed: boolean }): Head | undefined {
  const head = unsealJson(line, { required: format.sealed }) as Head | undefined;
  const sections = head?.sections?.length;
  return sections === SECTIONS.length || sections === SECTIONS.length + 1 ? head : undefined;
}
