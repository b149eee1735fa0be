import { join } from 'node:path';

/** What is in a log of claims: records of one length, each a sign, a response key and the end of the line. */
const KEY_LENGTH = 64;
export const RECORD_BYTES = KEY_LENGTH + 2;

export const claimed = (key: string): string => `+${key}\n`;
export const leftOff = (key: string): string => `-${key}\n`;
/** The last one of a log that goes on in the next of the same name. */
export const moved = `>${'0'.repeat(KEY_LENGTH)}\n`;

export type ClaimRecord = { readonly sign: '+' | '-' | '>'; readonly key: string };

export function readRecord(text: string, at: number): ClaimRecord {
  return { sign: text[at] as ClaimRecord['sign'], key: text.slice(at + 1, at + 1 + KEY_LENGTH) };
}

/** The log in a process's folder. */
export const claimLogIn = (folder: string): string => join(folder, 'log');
