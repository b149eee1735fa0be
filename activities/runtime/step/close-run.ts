import type { CloseRunInput } from '../../../src/core/ports.js';
import type { ActivityDeps } from '../deps.js';

/** The run's last words, whatever its outcome: which step ended it, the outcome, the report. */
export async function closeRun(deps: ActivityDeps, input: CloseRunInput): Promise<void> {
  const { run, outcome, error, step } = input;
  // A pause or a failure leaves them: the resume finds what they gave.
  if (outcome === 'cancelled') await cancelOrders(deps, run);
  if (step !== undefined && error && (outcome === 'failed' || outcome === 'budget'))
    await deps.runs.append(run, { type: 'step-failed', step, error });
  await deps.runs.append(run, {
    type: 'run-finished',
    outcome,
    ...(error && outcome !== 'done' && outcome !== 'paused' ? { error } : {}),
  });
  try {
    await deps.writeReport(run);
  } catch (problem) {
    // A run is what its steps made of it; a report can be written again.
    const message = `The report could not be written: ${problem instanceof Error ? problem.message : String(problem)}`;
    await deps.runs.append(run, { type: 'note', level: 'warning', message });
  }
}

async function cancelOrders(deps: ActivityDeps, run: string): Promise<void> {
  const said = await deps.cancelBatches(run).catch((problem: unknown) => {
    const why = problem instanceof Error ? problem.message : String(problem);
    return [`Batches of the run could not be cancelled: ${why}`];
  });
  for (const message of said) await deps.runs.append(run, { type: 'note', level: 'warning', message });
}
