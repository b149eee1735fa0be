import { createHash } from 'node:crypto';
import type { SpanContext } from '@opentelemetry/api';

/** One attempt at a run; a resume is another, and another trace. */
export interface TracedAttempt {
  readonly run: string;
  readonly recipe: string;
  /** Tells runs of one name in two projects apart. */
  readonly createdAt: string;
  readonly attempt: number;
}

const SAMPLED = 1;

/**
 * Ids that every process which works on an attempt finds by itself, so that spans of many workers, and of a worker that
 * came after a crash, make one tree.
 */
export function runSpan({ run, createdAt, attempt }: TracedAttempt): SpanContext {
  const traceId = idOf([run, createdAt, attempt], 32);
  return { traceId, spanId: idOf([traceId, 'run'], 16), traceFlags: SAMPLED, isRemote: true };
}

export function stepSpan(attempt: TracedAttempt, step: string): SpanContext {
  const parent = runSpan(attempt);
  return { ...parent, spanId: idOf([parent.traceId, 'step', step], 16) };
}

function idOf(parts: readonly (string | number)[], digits: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, digits);
}
