import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { RunStore } from '../../runs/contract.js';
import { isStart } from './attempt-of-run.js';
import { attributesOf } from './span-attributes.js';
import type { SpanWriter } from './span-writer.js';
import { runSpan, stepSpan, type TracedAttempt } from './trace-ids.js';

/** The run's span, and those of steps that it left unfinished. */
export async function writeRun(
  of: TracedAttempt,
  end: Extract<RunEvent, { type: 'run-finished' }>,
  { runs, writer }: { readonly runs: Pick<RunStore, 'events'>; readonly writer: SpanWriter },
): Promise<void> {
  const events = await runs.events(of.run);
  const own = events.slice(events.findLastIndex(isStart));
  const to = Date.parse(end.at);
  const begun = new Map<string, number>();
  for (const event of own) {
    if (event.type === 'step-started') begun.set(event.step, Date.parse(event.at));
    if (event.type === 'step-finished') begun.delete(event.step);
  }
  const failed = new Map(
    own.flatMap((event) => (event.type === 'step-failed' ? [[event.step, event.error.code]] : [])),
  );
  for (const [step, from] of begun)
    writer.write({
      name: `step ${step}`,
      ids: stepSpan(of, step),
      parent: runSpan(of),
      from,
      to,
      attributes: attributesOf(of, { step, state: failed.has(step) ? 'failed' : 'stopped' }),
      failed: failed.get(step),
    });
  const from = Date.parse(own[0]?.at ?? end.at);
  const attributes = attributesOf(of, { attempt: of.attempt, outcome: end.outcome });
  const code = end.outcome === 'failed' ? (end.error?.code ?? 'failed') : undefined;
  writer.write({ name: `run ${of.run}`, ids: runSpan(of), from, to, attributes, failed: code });
}

export function writeStep(
  of: TracedAttempt,
  event: Extract<RunEvent, { type: 'step-finished' }>,
  writer: SpanWriter,
): void {
  const { step, counts, spend, reused } = event;
  const to = Date.parse(event.at);
  const facts = { step, state: reused ? 'reused' : 'done', rows_in: counts.in, rows_out: counts.out };
  writer.write({
    name: `step ${step}`,
    ids: stepSpan(of, step),
    parent: runSpan(of),
    from: reused ? to : to - event.duration_ms,
    to,
    attributes: attributesOf(of, { ...facts, failed: counts.failed, rejected: counts.rejected, calls: spend.calls }),
  });
}
