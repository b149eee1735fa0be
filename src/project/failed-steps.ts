import type { Plan } from '../../schemas/generated/plan.js';
import type { ArtifactStore } from '../artifacts/contract.js';
import { retriableRows } from '../core/run/retriable-rows.js';
import type { RunView } from '../core/run/run-view.js';
import type { StepView } from '../core/run/step-view.js';
import type { RunSummary } from '../runs/contract.js';
import { countOf } from './format.js';

/** A step with rows that another try may help. */
export interface FailedStep {
  readonly step: string;
  readonly rows: number;
}

/** Of a run that has ended: steps that are complete without some rows, and the one that stopped because of too many. */
export function failedSteps(plan: Plan, view: RunView): FailedStep[] {
  return plan.steps.flatMap(({ id, shape }) => {
    const seen = view.steps.get(id);
    const rows = seen ? failedRows(shape, seen) : 0;
    return rows > 0 ? [{ step: id, rows }] : [];
  });
}

function failedRows(shape: Plan['steps'][number]['shape'], { state, error, failed, finished }: StepView): number {
  if (state === 'failed') return error?.code === 'too-many-failed-rows' ? failed : 0;
  return (state === 'done' || state === 'reused') && finished ? retriableRows(shape, finished.counts) : 0;
}

/** How often each step's failed rows are then to be tried again in all: once more than what the run reads now. */
export async function timesOnceMore(
  steps: readonly FailedStep[],
  {
    view,
    summary,
    artifacts,
  }: {
    readonly view: RunView;
    readonly summary: RunSummary;
    readonly artifacts: Pick<ArtifactStore, 'getStep'>;
  },
): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  for (const { step } of steps) {
    const seen = view.steps.get(step);
    const record = seen?.key === undefined ? undefined : await artifacts.getStep(seen.key);
    times[step] = 1 + (record ? (record.retried?.times ?? 0) : (summary.retries?.[step] ?? 0));
  }
  return times;
}

/** `3 rows of read, 1 row of score`. */
export function rowsOfSteps(steps: readonly FailedStep[]): string {
  return steps.map(({ step, rows }) => `${countOf(rows, 'row')} of ${step}`).join(', ');
}
