import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { LimbeckError } from '../../core/errors.js';
import type { LedgerEntry } from '../contract.js';

/**
 * An entry on disk: one format byte, eight bytes of SHA-256 over key and payload, then the payload: the entry without
 * its key as JSON, deflated. The key is in the checksum, so a value under a wrong key is found as well.
 */
const FORMAT = 1;
const HEAD = 9;

const keyPattern = /^[0-9a-f]{64}$/;

export function keyBytes(key: string): Buffer {
  if (!keyPattern.test(key)) throw new TypeError(`A response key has 64 hex digits; this is not one: ${key}`);
  return Buffer.from(key, 'hex');
}

function checksum(key: Uint8Array, payload: Uint8Array): Buffer {
  return createHash('sha256').update(key).update(payload).digest().subarray(0, 8);
}

export function encodeEntry(key: Buffer, entry: LedgerEntry): Buffer {
  const { key: _, ...rest } = entry;
  // Level 1: answers are short and a higher level costs three times the time for a few per cent.
  const payload = deflateRawSync(JSON.stringify(rest), { level: 1 });
  return Buffer.concat([Buffer.of(FORMAT), checksum(key, payload), payload]);
}

/** Undefined when the bytes are not what was written. */
export function decodeEntry(key: Uint8Array, bytes: Buffer): LedgerEntry | undefined {
  if (bytes.length < HEAD || bytes[0] !== FORMAT) return undefined;
  const payload = bytes.subarray(HEAD);
  if (!checksum(key, payload).equals(bytes.subarray(1, HEAD))) return undefined;
  const rest = JSON.parse(inflateRawSync(payload).toString('utf8')) as Omit<LedgerEntry, 'key'>;
  return { key: Buffer.from(key).toString('hex'), ...rest };
}

export function ledgerCorrupt(folder: string, key: string): LimbeckError {
  return new LimbeckError({
    code: 'ledger-corrupt',
    message: `The ledger ${folder} holds a damaged answer (key ${key}).`,
    hint: 'Check the disk and put back a copy of the ledger; without one, move the folder away and its answers are bought again.',
  });
}
