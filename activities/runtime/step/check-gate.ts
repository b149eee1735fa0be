import { LimbeckError } from '../../../src/core/errors.js';
import type { CheckGateInput } from '../../../src/core/ports.js';
import type { ActivityDeps } from '../deps.js';
import { getPlanStep, pinnedPlan } from './pinned-plan.js';

/** Evaluate a done step's gate over its metrics; a reused step's as well. */
export async function checkGate(deps: ActivityDeps, { run, step, key }: CheckGateInput): Promise<void> {
  const { gate } = getPlanStep(await pinnedPlan(deps.runs, run), step);
  if (gate === undefined) return;
  const record = await deps.artifacts.getStep(key);
  const met = deps.expressions.gate(gate, record?.metrics ?? {});
  await deps.runs.append(run, { type: 'gate', step, expression: gate, met });
  if (!met)
    throw new LimbeckError({
      code: 'gate-not-met',
      message: `The gate of step "${step}" was not met: ${gate}`,
      hint: 'The report shows the metrics it looked at.',
    });
}
