import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LimbeckError } from '../../core/errors.js';
import type { LedgerEntry } from '../contract.js';

/**
 * An entry on disk: one format byte, eight bytes of SHA-256 over key and payload, then the payload: the entry without
 * its key as JSON, deflated where that is worth its time. The key is in the checksum, so a value under a wrong key is found as well.
 */
const DEFLATED = 1;
const PLAIN = 2;
/** Shorter entries stay plain: deflating them saves little and takes longer than all else the ledger does for a call. */
const DEFLATE_FROM_BYTES = 1024;
const HEAD = 9;

const keyPattern = /^[0-9a-f]{64}$/;

export function keyBytes(key: string): Buffer {
  if (!keyPattern.test(key)) throw new TypeError(`A response key has 64 hex digits; this is not one: ${key}`);
  return Buffer.from(key, 'hex');
}

function checksum(key: Uint8Array, payload: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([key, payload]), 'buffer').subarray(0, 8);
}

export function encodeEntry(key: Buffer, entry: LedgerEntry): Buffer {
  const { key: _, ...rest } = entry;
  const json = Buffer.from(JSON.stringify(rest));
  const isDeflated = json.length >= DEFLATE_FROM_BYTES;
  const payload = isDeflated ? deflateRawSync(json, { level: 1, ...windowFor(json.length) }) : json;
  return Buffer.concat([Buffer.of(isDeflated ? DEFLATED : PLAIN), checksum(key, payload), payload]);
}

/**
 * Level 1: answers are short and a higher level costs three times the time for a few per cent. A window no larger than
 * the text: the usual one takes 256 kB for each call, and the garbage collector's time with it.
 */
function windowFor(bytes: number): { windowBits: number; memLevel: number } {
  const windowBits = Math.min(15, Math.max(9, Math.ceil(Math.log2(bytes + 1))));
  return { windowBits, memLevel: Math.min(8, Math.max(1, windowBits - 7)) };
}

/** Undefined when the bytes are not what was written. */
export function decodeEntry(key: Uint8Array, bytes: Buffer): LedgerEntry | undefined {
  const format = bytes[0];
  if (bytes.length < HEAD || (format !== DEFLATED && format !== PLAIN)) return undefined;
  const payload = bytes.subarray(HEAD);
  if (!checksum(key, payload).equals(bytes.subarray(1, HEAD))) return undefined;
  const rest = JSON.parse((format === PLAIN ? payload : inflateRawSync(payload)).toString('utf8')) as Omit<
    LedgerEntry,
    'key'
  >;
  return { key: Buffer.from(key).toString('hex'), ...rest };
}

/** The file itself: LMDB must not be given it. */
export function ledgerBroken(file: string, why: string): LimbeckError {
  return new LimbeckError({
    code: 'ledger-corrupt',
    message: `The ledger ${file} is damaged: ${why}.`,
    hint: 'Put back a copy of the file, or move it away and resume: `limbeck ledger import` of an export saves its answers, the others are bought again.',
  });
}

export function ledgerCorrupt(folder: string, key: string): LimbeckError {
  return new LimbeckError({
    code: 'ledger-corrupt',
    message: `The ledger ${folder} holds a damaged answer (key ${key}).`,
    hint: 'Check the disk. `limbeck ledger verify` finds all that are damaged and says how they are put back.',
  });
}
