import type { OpenLoopInput, OpenLoopResult } from '../../../src/core/ports.js';
import type { ActivityDeps } from '../deps.js';
import { getPlanLoop, pinnedPlan } from '../step/pinned-plan.js';
import { whenFacts } from '../step/when-facts.js';

/** Whether a loop runs at all; when not, each of its steps is told to be skipped. */
export async function openLoop(
  { runs, artifacts, expressions }: ActivityDeps,
  { run, loop: id, upstream }: OpenLoopInput,
): Promise<OpenLoopResult> {
  const plan = await pinnedPlan(runs, run);
  const { when } = getPlanLoop(plan, id);
  if (when === undefined || expressions.when(when, await whenFacts({ artifacts }, plan, upstream)))
    return { skipped: false };
  for (const step of plan.steps)
    if (step.loop?.id === id)
      await runs.append(run, { type: 'step-skipped', step: step.id, because: `"${when}" was false` });
  return { skipped: true };
}
