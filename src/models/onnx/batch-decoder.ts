import { LimbeckError } from '../../core/errors.js';
import type { Generation } from './contract.js';
import { createEmptyCache, gatherRows, type CachedRow, type KeyValueCache } from './key-value-cache.js';
import { readPrompts } from './read-prompts.js';
import type { ReplyInProgress } from './reply-in-progress.js';
import type { StudentModel } from './student-model.js';

export interface BatchDecoderInput {
  readonly model: StudentModel;
  readonly padId: number;
  readonly batchRows: number;
}

export interface BatchDecoder {
  decode(reply: ReplyInProgress): Promise<Generation>;
  close(): Promise<void>;
}

/** Prompt tokens read in one go, filling included: what is being decoded waits meanwhile. */
const PROMPT_TOKENS_AT_ONCE = 4096;

interface Row {
  readonly reply: ReplyInProgress;
  readonly resolve: (generation: Generation) => void;
  readonly reject: (error: unknown) => void;
  /** Answered, failed or given up; its place in the batch is freed at the next change of rows. */
  done: boolean;
}

/** Rows in the batch, done ones included, and how many cached tokens are each one's own. */
interface Batch {
  readonly rows: readonly Row[];
  readonly filled: readonly number[];
  readonly cache: KeyValueCache;
}

/**
 * Decodes replies side by side. New ones are let in between two steps, in order of arrival; done ones leave. Rows change
 * places rarely, because that copies the cache: a done row stays until an eighth of them are done or others are let in.
 */
export function createBatchDecoder({ model, padId, batchRows }: BatchDecoderInput): BatchDecoder {
  const nothing: Batch = { rows: [], filled: [], cache: createEmptyCache(model.shape, 0) };
  const waiting: Row[] = [];
  let batch = nothing;
  let working: Promise<void> | undefined;
  let closed: LimbeckError | undefined;

  const isBusy = (): boolean => closed === undefined && (waiting.length > 0 || batch.rows.length > 0);

  async function work(): Promise<void> {
    // Calls made in the same turn are let in together.
    await new Promise(setImmediate);
    while (isBusy()) {
      giveUpAborted(batch.rows);
      giveUpAborted(waiting);
      dropDone();
      const fresh = takeWaiting();
      if (fresh.length > 0) await admit(fresh);
      else if (batch.rows.length > 0) await step();
    }
    for (const row of [...waiting.splice(0), ...batch.rows]) settle(row, closed);
    batch = nothing;
    working = undefined;
  }

  function dropDone(): void {
    const done = batch.rows.filter((row) => row.done).length;
    if (done > 0 && done * 8 >= batch.rows.length) batch = gather(liveOf(batch));
  }

  function takeWaiting(): Row[] {
    const free = batchRows - batch.rows.filter((row) => !row.done).length;
    if (free < Math.min(waiting.length, Math.ceil(batchRows / 8))) return [];
    const taken: Row[] = [];
    let longest = 0;
    while (taken.length < free && waiting.length > 0) {
      const row = waiting[0]!;
      longest = Math.max(longest, row.reply.promptIds.length);
      if (taken.length > 0 && longest * (taken.length + 1) > PROMPT_TOKENS_AT_ONCE) break;
      waiting.shift();
      if (!row.done) taken.push(row);
    }
    return taken;
  }

  async function admit(fresh: readonly Row[]): Promise<void> {
    try {
      const prompts = fresh.map((row) => row.reply.promptIds);
      const read = await readPrompts(model, prompts, padId);
      fresh.forEach((row, at) => accept(row, read.logitsOf(at)));
      const filled = prompts.map((prompt) => prompt.length);
      batch = gather([...liveOf(batch), ...liveOf({ rows: fresh, filled, cache: read.cache })]);
    } catch (error) {
      for (const row of fresh) settle(row, failureOf(error));
    }
  }

  async function step(): Promise<void> {
    const { rows, filled, cache } = batch;
    try {
      const tokens = BigInt64Array.from(rows, (row) => BigInt(row.done ? padId : row.reply.lastToken));
      const longer = filled.map((own) => own + 1);
      const positions = BigInt64Array.from(filled, BigInt);
      const result = await model.run({ tokens, positions, count: 1, cache, filled: longer });
      rows.forEach((row, at) => accept(row, result.logitsOf(at)));
      batch = { rows, filled: longer, cache: result.cache };
    } catch (error) {
      for (const row of rows) settle(row, failureOf(error));
      batch = nothing;
    }
  }

  function gather(rows: readonly (CachedRow & { readonly owner: Row })[]): Batch {
    if (rows.length === 0) return nothing;
    return {
      rows: rows.map(({ owner }) => owner),
      filled: rows.map(({ filled }) => filled),
      cache: gatherRows(model.shape, rows),
    };
  }

  return {
    decode: (reply) =>
      new Promise((resolve, reject) => {
        const row: Row = { reply, resolve, reject, done: false };
        if (reply.signal.aborted) settle(row, reply.signal.reason);
        if (closed) settle(row, closed);
        if (reply.over) settle(row);
        if (row.done) return;
        waiting.push(row);
        working ??= work();
      }),
    async close() {
      closed ??= new LimbeckError({
        code: 'student-engine-closed',
        message: 'The student was closed while it still had something to answer.',
        hint: 'Nothing is wrong with the request: put it again to a student that is open.',
        kind: 'transient',
      });
      await working;
      await model.close();
    },
  };
}

/** Looked at before each step rather than listened to: one signal may stand behind thousands of requests. */
function giveUpAborted(rows: readonly Row[]): void {
  for (const row of rows) if (row.reply.signal.aborted) settle(row, row.reply.signal.reason);
}

/** A listener that throws ends its own reply, not its neighbours'. */
function accept(row: Row, logits: Float32Array): void {
  if (row.done) return;
  try {
    row.reply.accept(logits);
    if (row.reply.over) settle(row);
  } catch (error) {
    settle(row, error);
  }
}

function settle(row: Row, error?: unknown): void {
  if (row.done) return;
  row.done = true;
  if (error === undefined) row.resolve(row.reply.finish());
  else row.reject(error);
}

function liveOf({ rows, filled, cache }: Batch): (CachedRow & { readonly owner: Row })[] {
  return rows.map((owner, row) => ({ owner, cache, row, filled: filled[row]! })).filter(({ owner }) => !owner.done);
}

function failureOf(cause: unknown): LimbeckError {
  return new LimbeckError({
    code: 'student-run-failed',
    message: `The student could not go on: ${(cause as Error).message}`,
    hint: 'Decode fewer rows at once, or export the student anew if it fails with one as well.',
    cause,
  });
}
