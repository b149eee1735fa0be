import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LimbeckError, isLimbeckError } from '../core/errors.js';
import { writeWhole } from '../files/write-whole.js';

/** An attempt at a training job, counted for as long as it has not come further than those before it. */
export interface CountedAttempt {
  /** It was ended on purpose (worker stopping, run cancelled, lease taken over): it counts for nothing. */
  forgive(): void;
  /** What it ended with, as it should be thrown: with the wait before the next attempt, or fatal when it was one too many. */
  judge(error: unknown): unknown;
}

/** Deaths in a row at one checkpoint, after which another attempt would only end the same way. */
export const FRUITLESS_LIMIT = 6;
const FIRST_WAIT_MS = 2_000;
const WAIT_FACTOR = 3;

const CHECKPOINT = /^step-(\d{8,})-token-\d+$/;

interface AttemptRecord {
  /** Step of the newest checkpoint when the counting began; 0 without one. */
  readonly step: number;
  readonly begun: number;
}

/**
 * Count an attempt in `attempts.json` beside the lease, before its trainer starts: so one whose worker dies with it is
 * counted too. A newer checkpoint begins the count again. Throws `training-stuck` when enough were begun already; then a
 * resume by a person counts from the start.
 */
export function countAttempt(work: string, checkpoints: string): CountedAttempt {
  const file = join(work, 'attempts.json');
  const write = (record: AttemptRecord): void => writeWhole(file, `${JSON.stringify(record)}\n`);
  const current = (): AttemptRecord => {
    const step = newestStep(checkpoints);
    const known = readRecord(file);
    return known && known.step >= step ? known : { step, begun: 0 };
  };
  const before = current();
  if (before.begun >= FRUITLESS_LIMIT) {
    rmSync(file, { force: true });
    throw stuck(before.step);
  }
  write({ ...before, begun: before.begun + 1 });
  return {
    forgive() {
      const record = current();
      write({ ...record, begun: Math.max(0, record.begun - 1) });
    },
    judge(error) {
      if (isLimbeckError(error) && error.kind !== 'transient') return error;
      const record = current();
      if (record.begun >= FRUITLESS_LIMIT) {
        rmSync(file, { force: true });
        return stuck(record.step, error);
      }
      write(record);
      if (!isLimbeckError(error)) return error;
      const { code, message, hint, cause } = error;
      const retryAfterMs = FIRST_WAIT_MS * WAIT_FACTOR ** Math.max(0, record.begun - 1);
      return new LimbeckError({ code, message, hint, kind: 'transient', cause, retryAfterMs });
    },
  };
}

/** By name alone: whether it is whole is the trainer's to find out, and one that is not was no way forward. */
function newestStep(checkpoints: string): number {
  if (!existsSync(checkpoints)) return 0;
  return Math.max(0, ...readdirSync(checkpoints).map((name) => Number(CHECKPOINT.exec(name)?.[1] ?? 0)));
}

function readRecord(file: string): AttemptRecord | undefined {
  try {
    const { step, begun } = JSON.parse(readFileSync(file, 'utf8')) as Partial<AttemptRecord>;
    return Number.isInteger(step) && Number.isInteger(begun) ? { step: step!, begun: begun! } : undefined;
  } catch {
    return undefined;
  }
}

function stuck(step: number, death?: unknown): LimbeckError {
  const where = step === 0 ? 'its first checkpoint' : `its checkpoint at step ${step}`;
  const said = death instanceof Error ? death.message : String(death);
  const last = death === undefined ? 'Its worker was lost with it each time.' : `The last time: ${said}`;
  return new LimbeckError({
    code: 'training-stuck',
    message: `Training ended ${FRUITLESS_LIMIT} times in a row without coming past ${where}. ${last}`,
    hint: 'The usual cause is memory: lower batch_size or max_length. Resume goes on from the newest checkpoint.',
    kind: 'fatal',
    cause: death,
  });
}
