import type { PlanLoop } from '../../../schemas/generated/plan.js';
import { stepPath, type Compiling } from '../compiling.js';
import { resolveExpression, resolveWhen } from '../check/conditions.js';
import type { ExpandedLoop, ExpandedStep } from './expanded-step.js';

/** What a loop waits for: its own `needs`, and all that its steps need from outside. */
export function loopNeeds(
  { id }: ExpandedLoop,
  own: readonly string[],
  steps: ReadonlyMap<string, { readonly draft: ExpandedStep; readonly needs: readonly string[] }>,
): readonly string[] {
  const outside = [...steps.values()]
    .filter(({ draft }) => draft.loop?.id === id)
    .flatMap(({ needs }) => needs.filter((need) => steps.get(need)?.draft.loop?.id !== id));
  return [...new Set([...own, ...outside])];
}

/** A resolved loop as the plan has it: its expressions over the steps of a round. */
export function planLoop(input: {
  readonly compiling: Compiling;
  readonly loop: ExpandedLoop;
  readonly order: readonly string[];
  readonly needs: readonly string[];
}): PlanLoop {
  const { compiling, loop, order, needs } = input;
  const { id, step, around, times, round } = loop;
  const steps = order.flatMap((name) => {
    const { loop: place } = compiling.steps.get(name)!.draft;
    return place?.id === id && place.round === 1 ? [{ name, local: place.step }] : [];
  });
  const ofRound = (key: 'until' | 'keep', roots: readonly ('metrics' | 'previous')[]): string | undefined => {
    const text = step.repeat?.[key];
    if (text === undefined) return undefined;
    return resolveExpression(compiling, {
      text,
      at: stepPath(step, 'repeat', key),
      step,
      scope: round,
      roots,
      wanted: key === 'until' ? 'bool' : 'number',
      isThere: (waits) => steps.some(({ name }) => name === waits),
      spell: (planName) => steps.find(({ name }) => name === planName)?.local ?? planName,
      keepParams: false,
    });
  };
  const until = ofRound('until', ['metrics', 'previous']);
  const keep = ofRound('keep', ['metrics']);
  const when = resolveWhen(compiling, [...around, step], needs);
  const data = new Set(
    order
      .map((name) => compiling.steps.get(name)!)
      .filter(({ draft }) => draft.loop?.id === id)
      .flatMap(({ inputs }) => inputs.flatMap(({ plan }) => (plan.source === 'data' ? [plan.name] : []))),
  );
  return {
    id,
    times,
    steps: steps.map(({ local }) => local),
    ...(until === undefined ? {} : { until }),
    ...(keep === undefined ? {} : { keep }),
    needs: [...needs],
    data: [...data],
    ...(when === undefined ? {} : { when }),
  };
}
