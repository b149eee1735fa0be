import type { CloseRunInput } from '../../src/core/ports.js';
import type { ActivityDeps } from './deps.js';

/** The run's last words, whatever its outcome: which step ended it, the outcome, the report. */
export async function closeRun(deps: ActivityDeps, input: CloseRunInput): Promise<void> {
  const { run, outcome, error, step } = input;
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
