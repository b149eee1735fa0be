import { resolve } from 'node:path';
import { canonicalJson } from '../../core/canonical-json.js';
import { LimbeckError } from '../../core/errors.js';
import { gunzipFile } from '../../files/gunzip-file.js';
import { errorCode } from '../../files/store-trouble.js';
import type { Ledger, LedgerEntry } from '../contract.js';
import { EXCHANGE_VERSION, parseExchangeLine } from './answer-line.js';

export interface ImportResult {
  /** Answers the ledger lacked, or had damaged. */
  readonly added: number;
  /** Equal answers that were there. */
  readonly known: number;
  /** Keys whose answer here is another one: it stays. */
  readonly conflicts: readonly string[];
  /** Lines that cannot be believed, with why. */
  readonly refused: readonly { readonly line: number; readonly why: string }[];
  /** False when the file ends early. */
  readonly whole: boolean;
}

/** Answers written together: all of a group are there, or none. */
const GROUP = 500;

interface Counts {
  added: number;
  known: number;
  readonly conflicts: string[];
}

/**
 * Takes the answers of an exchange file. Each line is checked; good ones are taken as paid for elsewhere, so that no run of
 * this project is charged for them. Throws `ledger-file` when it is no exchange file.
 */
export async function importAnswers(ledger: Ledger, file: string): Promise<ImportResult> {
  const counts: Counts = { added: 0, known: 0, conflicts: [] };
  const refused: ImportResult['refused'][number][] = [];
  let group: LedgerEntry[] = [];
  let answers = 0;
  let end: unknown;
  const flush = async (): Promise<void> => {
    await takeGroup(ledger, group, counts);
    group = [];
  };
  for await (const { line, text } of linesOf(file)) {
    const parsed = parseExchangeLine(text);
    if (line === 1) {
      checkHead(parsed.is === 'head' ? parsed.version : undefined, file);
      continue;
    }
    if (parsed.is === 'answer') group.push({ ...parsed.entry, imported: true });
    else if (parsed.is === 'end') end = parsed.entries;
    else refused.push({ line, why: parsed.is === 'broken' ? parsed.why : 'is a second head' });
    if (parsed.is !== 'end') answers++;
    if (group.length >= GROUP) await flush();
  }
  await flush();
  return { ...counts, refused, whole: end === answers };
}

async function takeGroup(ledger: Ledger, group: readonly LedgerEntry[], counts: Counts): Promise<void> {
  const before = new Map<string, LedgerEntry>();
  for (const { key } of group) {
    // A damaged entry is as good as none: the one that comes takes its place.
    const known = await ledger.get(key).catch(() => undefined);
    if (known) before.set(key, known);
  }
  const fresh = new Map(group.filter(({ key }) => !before.has(key)).map((entry) => [entry.key, entry]));
  await ledger.putMany([...fresh.values()]);
  counts.added += fresh.size;
  for (const { key, answer } of group) {
    const standing = before.get(key);
    if (!standing) continue;
    if (canonicalJson(standing.answer) === canonicalJson(answer)) counts.known++;
    else counts.conflicts.push(key);
  }
}

/** The text of a file that was cut short ends early; its missing end says the rest. */
async function* linesOf(file: string): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  const decoder = new TextDecoder();
  let line = 0;
  let rest = '';
  try {
    for await (const piece of gunzipFile(resolve(file))) {
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
      rest = lines.pop()!;
      for (const text of lines) yield { line: ++line, text };
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') throw noFile(file);
    if (line === 0 || !code?.startsWith('Z_')) throw notExchange(file, error);
    return;
  }
  if (rest !== '') yield { line: ++line, text: rest };
  if (line === 0) throw notExchange(file);
}

function checkHead(version: unknown, file: string): void {
  if (version === EXCHANGE_VERSION) return;
  if (version === undefined) throw notExchange(file);
  throw new LimbeckError({
    code: 'ledger-file',
    message: `${file} has format ${JSON.stringify(version)}; this Limbeck reads format ${EXCHANGE_VERSION}.`,
    hint: 'Use the version of Limbeck that wrote it.',
  });
}

function noFile(file: string): LimbeckError {
  return new LimbeckError({
    code: 'no-such-file',
    message: `There is no ${file}.`,
    hint: 'Give a file that `limbeck ledger export` wrote.',
  });
}

function notExchange(file: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'ledger-file',
    message: `${file} is no export of a ledger.`,
    hint: 'Give a file that `limbeck ledger export` wrote. Nothing was taken.',
    cause,
  });
}
