import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { LimbeckError } from '../../core/errors.js';
import { syncFolder } from '../../files/durable-file.js';
import { gunzipFile } from '../../files/gunzip-file.js';
import { errorCode, sayingWhere } from '../../files/store-trouble.js';
import type { Ledger, LedgerEntry } from '../contract.js';
import { answerLine, endLine, headLine } from './answer-line.js';

export interface ExportInput {
  readonly ledger: Ledger;
  readonly file: string;
  /** Which answers; all when absent. */
  readonly only?: (entry: LedgerEntry) => boolean;
}

export interface ExportResult {
  readonly entries: number;
  /** Of the file. */
  readonly bytes: number;
  /** Keys of damaged entries, left out. */
  readonly corrupt: readonly string[];
}

/**
 * Answers as gzip JSON lines, in key order: equal answers, equal bytes. The file appears whole; a worker may write to the
 * ledger meanwhile. Throws `file-exists` when something else than an earlier export stands there.
 */
export async function exportAnswers({ ledger, file, only }: ExportInput): Promise<ExportResult> {
  const path = resolve(file);
  await refuseForeign(path, file);
  const corrupt: string[] = [];
  let entries = 0;
  async function* lines(): AsyncGenerator<string> {
    yield `${headLine()}\n`;
    for await (const entry of ledger.scan((key) => corrupt.push(key))) {
      if (only && !only(entry)) continue;
      entries++;
      yield `${answerLine(entry)}\n`;
    }
    yield `${endLine(entries)}\n`;
  }
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  await sayingWhere(path, async () => {
    try {
      const handle = await open(temporary, 'wx', 0o600);
      await pipeline(Readable.from(lines()), createGzip(), handle.createWriteStream({ flush: true }));
      await rename(temporary, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  });
  return { entries, corrupt, bytes: (await stat(path)).size };
}

/** An earlier export may be replaced; nothing else may. */
async function refuseForeign(path: string, shown: string): Promise<void> {
  try {
    for await (const piece of gunzipFile(path)) {
      if (piece.toString().startsWith(headLine().slice(0, -2))) return;
      break;
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
  }
  throw new LimbeckError({
    code: 'file-exists',
    message: `${shown} is there already and is no export of a ledger.`,
    hint: 'Give another name; nothing was written.',
  });
}
