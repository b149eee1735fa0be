import type { Batch } from 'openai/resources/batches';
import type { JobsUnderWay } from '../contract.js';

/** When a batch is looked at again, and what people are told meanwhile. */

const FIRST_LOOK_MS = 10_000;
const LONGEST_LOOK_MS = 5 * 60_000;
/** Looks are rarer the older the batch: a tenth of its age. */
const LOOKS_PER_AGE = 10;

export function lookInMs(ageMs: number, pollSeconds: number | undefined): number {
  if (pollSeconds !== undefined) return Math.round(pollSeconds * 1000);
  return Math.min(LONGEST_LOOK_MS, Math.max(FIRST_LOOK_MS, Math.round(ageMs / LOOKS_PER_AGE)));
}

/** "batch_123 is 41 % done (1,203 of 2,900)". Counts are the vendor's, and may be missing. */
export function sayProgress({ id, status, request_counts: counts }: Batch): string {
  const [total, completed, failed] = [counts?.total, counts?.completed, counts?.failed].map(countOf) as Counts;
  if (total === 0) return `${id} is ${status.replaceAll('_', ' ')}`;
  const done = completed + failed;
  const shown = (value: number): string => value.toLocaleString('en-US');
  return `${id} is ${Math.floor((100 * done) / total)} % done (${shown(done)} of ${shown(total)})`;
}

type Counts = [total: number, completed: number, failed: number];

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function isOver({ status }: Batch): boolean {
  return status === 'completed' || status === 'failed' || status === 'expired' || status === 'cancelled';
}

/** Several at once: looked at when the first of them is due, told by the slowest. */
export function joinUnderWay(all: readonly JobsUnderWay[]): JobsUnderWay | undefined {
  const [first, ...others] = all;
  if (!first) return undefined;
  return {
    jobs: all.flatMap(({ jobs }) => jobs),
    lookInMs: Math.min(...all.map(({ lookInMs: ms }) => ms)),
    because: others.length === 0 ? first.because : `${first.because}, and ${others.length} more`,
  };
}
