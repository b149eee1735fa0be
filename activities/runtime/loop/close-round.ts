import type { PlanLoop } from '../../../schemas/generated/plan.js';
import type { BestRound, CloseRoundInput, CloseRoundResult } from '../../../src/core/ports.js';
import type { ActivityDeps, RoundFacts } from '../deps.js';
import { getPlanLoop, pinnedPlan } from '../step/pinned-plan.js';
import { metricsByStep } from '../step/when-facts.js';

/**
 * After a round: whether the loop goes on, and which round is the best so far. Equal rounds keep the earlier one. A
 * round of which every step was skipped ends the loop: the next would be skipped for the same reason.
 */
export async function closeRound(deps: ActivityDeps, input: CloseRoundInput): Promise<CloseRoundResult> {
  const { run, loop: id, round } = input;
  const plan = await pinnedPlan(deps.runs, run);
  const loop = getPlanLoop(plan, id);
  const isEmpty = Object.keys(input.keys).length === 0;
  const facts: RoundFacts = {
    metrics: await metricsByStep(deps, input.keys),
    ...(input.previous ? { previous: await metricsByStep(deps, input.previous) } : {}),
  };
  const best = isEmpty ? (input.best ?? { round }) : bestOf(deps, { loop, input, facts });
  const isOver = isEmpty || (loop.until !== undefined && deps.expressions.until(loop.until, facts));
  const stop = isOver || round >= loop.times;
  await deps.runs.append(run, {
    type: 'round-finished',
    loop: id,
    round,
    stop,
    kept: best.round,
    ...(best.value === undefined ? {} : { value: best.value }),
  });
  for (const step of plan.steps)
    if (stop && step.loop?.id === id && step.loop.round > round)
      await deps.runs.append(run, {
        type: 'step-skipped',
        step: step.id,
        because: `the loop ended after round ${round}`,
      });
  return { stop, best };
}

function bestOf(
  { expressions }: ActivityDeps,
  { loop, input, facts }: { readonly loop: PlanLoop; readonly input: CloseRoundInput; readonly facts: RoundFacts },
): BestRound {
  const { round, best } = input;
  if (loop.keep === undefined) return { round };
  const value = expressions.keep(loop.keep, facts);
  return best?.value === undefined || value > best.value ? { round, value } : best;
}
