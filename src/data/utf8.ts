import { isUtf8 } from 'node:buffer';
import type { DataFile } from './contract.js';
import { checkBeginning, contentOf } from './stored-bytes.js';
import { unreadable } from './unreadable.js';

/**
 * Content of a text file in pieces that are UTF-8 each, a byte-order mark dropped. Throws `data-unreadable` with line and
 * byte of what is not UTF-8, and for files that are no text at all.
 */
export async function* utf8Pieces(file: DataFile): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  let line = 1;
  for await (const piece of contentOf(file)) {
    const bytes = rest.length === 0 ? asBuffer(piece) : Buffer.concat([rest, piece]);
    if (offset === 0) {
      if (bytes.length < 4) {
        rest = bytes;
        continue;
      }
      checkBeginning(file.name, bytes);
    }
    const end = lastBoundary(bytes);
    const whole = checked(file.name, bytes.subarray(0, end), offset, line);
    for (let at = whole.indexOf(10); at !== -1; at = whole.indexOf(10, at + 1)) line++;
    yield offset === 0 ? withoutMark(whole) : whole;
    offset += end;
    rest = bytes.subarray(end);
  }
  if (offset === 0) checkBeginning(file.name, rest);
  const last = checked(file.name, rest, offset, line);
  if (last.length > 0) yield offset === 0 ? withoutMark(last) : last;
}

/** The same as text. */
export async function* textPieces(file: DataFile): AsyncGenerator<string> {
  for await (const piece of utf8Pieces(file)) yield piece.toString('utf8');
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Where the last character that may go on in the next piece begins. */
function lastBoundary(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthOf(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}

function checked(file: string, bytes: Buffer, offset: number, line: number): Buffer {
  const zero = bytes.indexOf(0);
  if (isUtf8(bytes) && zero === -1) return bytes;
  const at = zero !== -1 && isUtf8(bytes.subarray(0, zero)) ? zero : firstFault(bytes);
  const inLine = line + newlines(bytes.subarray(0, at));
  const byte = `0x${bytes[at]!.toString(16).padStart(2, '0')} at offset ${offset + at}`;
  throw unreadable({
    file,
    line: inLine,
    message:
      at === zero
        ? `The file is not text: line ${inLine} holds the zero byte (${byte}).`
        : `The file is not UTF-8 text: line ${inLine} holds the byte ${byte}.`,
    hint: at === zero ? 'Data is read from text files and Parquet.' : 'Save it as UTF-8; a .gz file must be named .gz.',
  });
}

/** The first byte that is no part of a UTF-8 character; by halves, since a prefix is good or ends in the middle of one. */
function firstFault(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const end = lastBoundary(bytes.subarray(0, middle));
    if (isUtf8(bytes.subarray(0, end))) good = middle;
    else bad = middle;
  }
  // A character cut short before `bad` begins the fault.
  return Math.min(lastBoundary(bytes.subarray(0, good)), bytes.length - 1);
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}
