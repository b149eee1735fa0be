import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.js';

/** SHA-256, 64 lower-case hex digits. Pure, so that workflows and methods may use it. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The digest of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}

/**
 * A record's id: from its parents, the step that made it and its place among that parent's children. Never from its
 * position in the data set, so that any order and any chunking give the same ids.
 */
export function recordId(parents: readonly string[], stepKey: string, sampleIndex: number): string {
  return sha256Hex(recordIdText(parents, stepKey, sampleIndex)).slice(0, RECORD_ID_LENGTH);
}

/** Hex digits of a record's id. */
export const RECORD_ID_LENGTH = 24;

/** What a record's id is the beginning of the SHA-256 of. */
export function recordIdText(parents: readonly string[], stepKey: string, sampleIndex: number): string {
  return `${parents.join(',')}\n${stepKey}\n${sampleIndex}`;
}
