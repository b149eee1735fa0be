import { hash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.js';
import type { LedgerEntry } from '../contract.js';

/**
 * The lines of an exchange file: a head, one line per answer with its checksum, and an end that counts them. Who imported an
 * entry is left out, so equal ledgers give equal bytes wherever their answers came from. A file holds no prompts and no secrets.
 */
export const EXCHANGE_VERSION = 1;

export const headLine = (): string => canonicalJson({ limbeck_ledger: EXCHANGE_VERSION });
export const endLine = (entries: number): string => canonicalJson({ end: true, entries });

export function answerLine(stored: LedgerEntry): string {
  const { imported: _imported, ...entry } = stored;
  return canonicalJson({ entry, sha256: checksumOf(entry) });
}

/** By Node: core's is several times as slow, and files hold millions of lines. */
function checksumOf(entry: unknown): string {
  return hash('sha256', canonicalJson(entry), 'hex');
}

export type ExchangeLine =
  | { readonly is: 'head'; readonly version: unknown }
  | { readonly is: 'end'; readonly entries: unknown }
  | { readonly is: 'answer'; readonly entry: LedgerEntry }
  | { readonly is: 'broken'; readonly why: string };

/** Never throws: what cannot be believed is `broken`, with why. */
export function parseExchangeLine(line: string): ExchangeLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { is: 'broken', why: 'is no JSON' };
  }
  if (!isRecord(value)) return { is: 'broken', why: 'is no object' };
  if ('limbeck_ledger' in value) return { is: 'head', version: value['limbeck_ledger'] };
  if (value['end'] === true) return { is: 'end', entries: value['entries'] };
  const { entry, sha256 } = value;
  if (!isRecord(entry)) return { is: 'broken', why: 'holds no answer' };
  if (sha256 !== checksumOf(entry)) return { is: 'broken', why: 'does not match its checksum' };
  const fault = faultOf(entry);
  return fault === undefined
    ? { is: 'answer', entry: entry as unknown as LedgerEntry }
    : { is: 'broken', why: `has no good ${fault}` };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const maybe = (test: (value: unknown) => boolean) => (value: unknown) => value === undefined || test(value);

/** Fields that every reader of the ledger relies on. */
const FIELDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  key: (value) => isText(value) && /^[0-9a-f]{64}$/.test(value as string),
  answer: (value) =>
    isRecord(value) && isText(value['text']) && isText(value['finish_reason']) && isUsage(value['usage']),
  provider: (value) => isRecord(value) && Object.values(value).every(isText),
  cost_nanousd: maybe(isCount),
  bought: maybe((value) => value === 'batch'),
  at: (value) => isText(value) && !Number.isNaN(Date.parse(value as string)),
  run: isText,
  step: isText,
  unpaid: maybe((value) => value === true),
};

function isUsage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return (
    isCount(value['prompt_tokens']) && isCount(value['completion_tokens']) && maybe(isCount)(value['cached_tokens'])
  );
}

function faultOf(entry: Readonly<Record<string, unknown>>): string | undefined {
  const unknown = Object.keys(entry).find((field) => !Object.hasOwn(FIELDS, field));
  return unknown ?? Object.entries(FIELDS).find(([field, test]) => !test(entry[field]))?.[0];
}
