import type { StepCounts, StepRecord, StepSpend } from '../../../schemas/generated/artifact.js';
import { isLimbeckError } from '../../../src/core/errors.js';
import type { StepOutput } from '../../../src/core/ports.js';
import type { ArtifactStore } from '../../../src/artifacts/contract.js';
import type { Spend } from '../../../src/ledger/contract.js';
import type { ActivityDeps } from '../deps.js';

/**
 * What a step cost. `calls`, tokens and cost are what this run paid for the step, over all its attempts, as the ledger
 * keeps it with the answers; `reused` is every other answer that went into its rows: from earlier runs, or paid by another.
 */
export async function stepSpend(
  deps: ActivityDeps,
  { run, step, answers }: { readonly run: string; readonly step: string; readonly answers: number },
): Promise<StepSpend> {
  const paid = await deps.ledger.spend(run, step);
  return { ...paidFacts(paid), reused: Math.max(0, answers - paid.calls) };
}

/** The ledger's sums as records and events have them: no cost where no price is known. */
export function paidFacts({ calls, prompt_tokens, completion_tokens, cost_nanousd, unpriced }: Spend): StepSpend {
  return {
    calls,
    reused: 0,
    prompt_tokens,
    completion_tokens,
    ...(calls > 0 && unpriced === calls ? {} : { cost_nanousd }),
    ...(unpriced > 0 ? { unpriced } : {}),
  };
}

/** Keep the record, tell people, and forget the work in progress. In this order: a crash between them repeats the rest. */
export async function completeStep(
  deps: ActivityDeps,
  { run, step }: { readonly run: string; readonly step: string },
  record: StepRecord,
): Promise<void> {
  await deps.artifacts.putStep(record);
  for (const message of record.warnings ?? [])
    await deps.runs.append(run, { type: 'note', level: 'warning', message, step });
  await deps.runs.append(run, { type: 'step-finished', step, reused: false, ...finishedFacts(record) });
  await deps.artifacts.clearWork(record.key);
}

/** What `step-finished` says of a record. */
export function finishedFacts(record: StepRecord): {
  readonly key: string;
  readonly counts: StepCounts;
  readonly spend: StepSpend;
  readonly outputs: StepRecord['outputs'];
  readonly metrics?: NonNullable<StepRecord['metrics']>;
  readonly duration_ms: number;
} {
  const { key, counts, spend, outputs, metrics, duration_ms } = record;
  return { key, counts, spend, outputs, ...(metrics ? { metrics } : {}), duration_ms };
}

export function outputOf(step: string, record: StepRecord, reused: boolean): StepOutput {
  return { step, state: 'done', key: record.key, reused, outputs: record.outputs, rows: record.counts.out };
}

/** A complete record whose outputs are all there and whole; undefined when the step must run. */
export async function findWholeStep(
  artifacts: ArtifactStore,
  key: string,
  produces: string,
): Promise<StepRecord | undefined> {
  const record = await artifacts.getStep(key);
  if (!record) return undefined;
  try {
    for (const digest of Object.values(record.outputs))
      await (produces === 'model' ? artifacts.openModel(digest) : artifacts.openDataSet(digest));
    return record;
  } catch (error) {
    // Made again: the record promises what is no longer there.
    if (isLimbeckError(error) && /^artifact-(missing|corrupt)$/.test(error.code)) return undefined;
    throw error;
  }
}

export function countReason(reasons: Record<string, number>, reason: unknown): void {
  const name = String(reason);
  reasons[name] = (reasons[name] ?? 0) + 1;
}
