import { isLimbeckError } from '../../core/errors.js';
import { confirmSpend } from '../confirm.js';
import { countOf } from '../../project/format.js';
import { startTeachers } from '../home/start-teachers.js';
import { onInterruption } from '../session/interruption.js';
import { estimatePlan, type EstimateInput, type EstimatedPlan } from '../../project/estimate/estimate-plan.js';
import { isPaid } from '../../core/models/provider-traits.js';

export interface CalibrateInput extends Omit<EstimateInput, 'signal' | 'buying'> {
  readonly yes: boolean;
  readonly say: (message: string) => void;
}

/** Ask about a few rows of every step that can be asked now, and estimate from the answers. A run pays for none of them again. */
export async function calibrate({ yes, say, ...input }: CalibrateInput): Promise<EstimatedPlan> {
  const { plan, projectFolder } = input.compiled;
  const mayCost = Object.values(plan.models).some(
    (model) =>
      isPaid(model) && (!model.price || model.price.input_usd_per_million + model.price.output_usd_per_million > 0),
  );
  if (mayCost && !yes)
    await confirmSpend(`This asks paid models about ${countOf(input.rows, 'row')} of each step. Go on?`);
  const interruption = onInterruption(say);
  const teachers = await startTeachers(projectFolder, plan, say);
  try {
    const { openWorkerDeps } = await import('../../worker/start-worker.js');
    const opened = await openWorkerDeps(projectFolder, say, { profile: plan.profile });
    try {
      return await estimatePlan({ ...input, signal: interruption.signal, buying: opened.deps });
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (isLimbeckError(error) || !interruption.signal.aborted) throw error;
    throw interruption.signal.reason;
  } finally {
    interruption.dispose();
    await teachers.stop();
  }
}
