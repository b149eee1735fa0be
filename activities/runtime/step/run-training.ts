import type { StepRecord } from '../../../schemas/generated/artifact.js';
import type { StepOutput, WholeStepInput } from '../../../src/core/ports.js';
import type { ActivityDeps, TrainedStep, TrainingJob } from '../deps.js';
import { openStep } from './open-step.js';
import { workerStopped, type ActivityScope } from '../scope.js';
import { completeStep, findWholeStep, outputOf } from './step-record.js';

/** Train: one supervised job; its model and facts become the step's record. */
export async function runTraining(
  deps: ActivityDeps,
  input: WholeStepInput,
  scope: ActivityScope,
): Promise<StepOutput> {
  const { plan, step, budget } = await openStep(deps, input);
  const known = await findWholeStep(deps.artifacts, input.key, 'model');
  if (known) {
    await completeStep(deps, input, known);
    return outputOf(input.step, known, false);
  }
  const { model, rows, training, warnings } = await trainUntilStopped(deps, { ...input, plan, budget }, scope);
  const record: StepRecord = {
    key: input.key,
    use: step.use,
    complete: true,
    outputs: { model },
    counts: { in: rows, out: rows, rejected: 0, failed: 0, reasons: {} },
    spend: { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
    training,
    duration_ms: deps.clock.now() - input.started_ms,
    ...(warnings && warnings.length > 0 ? { warnings: [...warnings] } : {}),
  };
  await completeStep(deps, input, record);
  return outputOf(input.step, record, false);
}

/** A stopping worker ends the job, which saves where it stands; it does not wait for its end. */
async function trainUntilStopped(deps: ActivityDeps, job: TrainingJob, scope: ActivityScope): Promise<TrainedStep> {
  try {
    return await deps.train(job, { ...scope, signal: AbortSignal.any([scope.signal, scope.stopping]) });
  } catch (error) {
    if (scope.stopping.aborted && !scope.signal.aborted) throw workerStopped();
    throw error;
  }
}
