import type { PlanLoop } from '../../../schemas/generated/plan.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import { checkBatchMode } from '../check/batch-mode.js';
import { checkKinds } from '../check/check-kinds.js';
import { checkTokenizers } from '../check/check-tokenizers.js';
import { checkGate } from '../check/check-expressions.js';
import { complain, stepPath, within, type Compiling, type Flow, type StepInput } from '../compiling.js';
import { resolveWhen } from '../check/conditions.js';
import { estimateStep } from '../write/estimate.js';
import { spokenId, type ExpandedLoop, type ExpandedStep, type PlacedStep } from '../expand/expanded-step.js';
import type { Expansion } from '../expand/expansion.js';
import { loopNeeds, planLoop } from '../expand/loop-plan.js';
import { outputFlow } from './output-flow.js';
import { annotatedValues } from './param-schema.js';
import { insideHint, resolveInputs, writtenFrom } from './resolve-inputs.js';
import { resolveWith, type ResolvedWith } from './resolve-with.js';
import { lookUp, namesOf, waitsOf } from '../expand/scope.js';
import { orderSteps } from '../write/step-order.js';
import { findTraits, type StepTraits } from '../traits.js';

interface Candidate {
  readonly draft: ExpandedStep;
  readonly traits: StepTraits;
  /** Steps and loops it waits for. */
  readonly needs: readonly string[];
}

export interface ResolvedOrder {
  /** Names of the steps in dependency order. */
  readonly steps: readonly string[];
  readonly loops: readonly PlanLoop[];
}

/** Resolves the steps in dependency order into `compiling.steps`; gives that order. */
export async function resolveSteps(compiling: Compiling, { steps, loops }: Expansion): Promise<ResolvedOrder> {
  const candidates = new Map<string, Candidate>();
  for (const draft of steps) {
    const found = findCandidate(compiling, draft);
    if (found) candidates.set(draft.planId, found);
  }
  const needsOfLoops = new Map(loops.map((loop) => [loop.id, checkLoopNeeds(compiling, loop)]));
  const edges = edgesOf(candidates, loops, needsOfLoops);
  const { order, cycles } = orderSteps(edges);
  const told = new Set<string>();
  for (const cycle of cycles) complainOfCycle({ compiling, candidates, cycle, told });
  const inOrder = order.filter((id) => candidates.has(id));
  for (const id of inOrder) await resolveStep(compiling, candidates.get(id)!);
  return {
    steps: inOrder,
    loops: loops.map((loop) =>
      planLoop({ compiling, loop, order: inOrder, needs: loopNeeds(loop, needsOfLoops.get(loop.id)!, candidates) }),
    ),
  };
}

/**
 * What waits for what, loops among the steps: a loop for all its steps, a round for the one before, and every round for
 * all that the loop waits for.
 */
function edgesOf(
  candidates: ReadonlyMap<string, Candidate>,
  loops: readonly ExpandedLoop[],
  needsOfLoops: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const edges = new Map<string, readonly string[]>();
  const ofRound = (id: string, round: number): string[] =>
    [...candidates].flatMap(([name, { draft }]) => (draft.loop?.id === id && draft.loop.round === round ? [name] : []));
  const before = new Map(
    loops.flatMap(({ id, times }) =>
      Array.from({ length: times }, (_, index) => [`${id}\n${index + 1}`, ofRound(id, index)] as const),
    ),
  );
  for (const [id, { draft, needs }] of candidates) {
    const { loop } = draft;
    const outer = loop ? [...before.get(`${loop.id}\n${loop.round}`)!, ...needsOfLoops.get(loop.id)!] : [];
    edges.set(id, [...needs, ...outer]);
  }
  for (const { id } of loops)
    edges.set(
      id,
      [...candidates].flatMap(([name, { draft }]) => (draft.loop?.id === id ? [name] : [])),
    );
  return edges;
}

function complainOfCycle(input: {
  readonly compiling: Compiling;
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly cycle: readonly string[];
  /** Cycles told already: rounds and combinations go round in the same one. */
  readonly told: Set<string>;
}): void {
  const { compiling, candidates, cycle, told } = input;
  const ids = cycle.map((id) => (candidates.has(id) ? spokenId(candidates.get(id)!.draft) : id));
  const names = ids.map((id) => id.replaceAll(/\[[^\]]*\]/g, ''));
  const key = [...new Set(names)].toSorted().join('\n');
  if (told.has(key)) return;
  told.add(key);
  // A loop and one of its steps beside each other are one to the reader.
  const spoken = names.filter((name, at) => name !== names[at - 1]);
  if (spoken.length === 1) spoken.push(spoken[0]!);
  const { draft } = candidates.get(cycle.find((id) => candidates.has(id))!)!;
  complain(within(compiling, draft), draft.file.source.place(stepPath(draft, 'id')), {
    code: 'cycle',
    message:
      spoken.length === 2
        ? `Step "${spoken[0]}" waits for itself.`
        : `These steps wait for each other: ${spoken.join(' -> ')}.`,
    hint: 'Take one of the names out of `from`, `with` or `needs`.',
  });
}

function findCandidate(compiling: Compiling, draft: ExpandedStep): Candidate | undefined {
  const { use, around, scope } = draft;
  if (use === undefined) return undefined;
  const view = within(compiling, draft);
  const found = findTraits(compiling.catalog, use);
  if (!('traits' in found)) {
    complain(view, draft.file.source.place(stepPath(draft, 'use')), found);
    return undefined;
  }
  const { traits } = found;
  const named = [...writtenFrom(draft), ...modelNames(draft, traits)].flatMap((text) => waitsOf(lookUp(scope, text)));
  const ordered = [draft, ...around].flatMap((step) => checkNeeds(compiling, step));
  return { draft, traits, needs: [...new Set([...named, ...ordered])] };
}

function checkLoopNeeds(compiling: Compiling, { step, around }: ExpandedLoop): readonly string[] {
  return [step, ...around].flatMap((each) => checkNeeds(compiling, each));
}

/** What a step's `needs` lead to. */
function checkNeeds(compiling: Compiling, step: PlacedStep): readonly string[] {
  return (step.needs ?? []).flatMap((name, index) => {
    if (typeof name !== 'string') return [];
    const looked = lookUp(step.scope, name);
    const waits = waitsOf(looked);
    if (waits.length > 0 || 'said' in looked) return waits;
    if ('unknown' in looked && step.file.spelt.has(looked.unknown)) return [];
    const problem =
      'wrong' in looked
        ? looked.wrong
        : {
            code: 'unknown-step',
            message: `There is no step "${name}".`,
            hint:
              insideHint(step.scope, name) ??
              suggest(
                name,
                namesOf(step.scope, 'step').filter((id) => id !== step.id),
                'steps',
              ),
          };
    complain(within(compiling, step), step.file.source.place(stepPath(step, 'needs', index)), problem);
    return [];
  });
}

/** Names of models in `with`, before anything else about it is known. */
function modelNames(draft: ExpandedStep, { params, needs }: StepTraits): string[] {
  const given = draft.with ?? {};
  const annotated = annotatedValues(params, { ...given })
    .filter(({ annotation, isKey }) => !isKey && (annotation === 'model' || annotation === 'models'))
    .map(({ value }) => value);
  return [...annotated, ...Object.keys(needs).map((role) => given[role])]
    .flat()
    .filter((name) => typeof name === 'string');
}

async function resolveStep(compiling: Compiling, { draft, traits, needs }: Candidate): Promise<void> {
  const view = within(compiling, draft);
  const inputs = resolveInputs(view, draft, traits);
  const resolved = await resolveWith(view, draft, traits, inputs);
  await checkMethod(view, draft, traits, inputs, resolved);
  checkKinds(view, draft, traits, { inputs, resolved });
  await checkTokenizers(view, draft, traits, { inputs, resolved });
  checkRoute(view, draft);
  checkReview(view, draft, traits);
  if (resolved.modelsKnown) checkBatchMode(view, draft, traits, resolved.models);
  const facts = outputFlow({ compiling: view, step: draft, traits, inputs, resolved });
  const partial = {
    draft,
    traits,
    inputs,
    models: resolved.models,
    with: resolved.with,
    templates: resolved.templates,
  };
  const flow: Flow = resolved.sound
    ? { ...facts, ...measured(partial, compiling) }
    : { ...facts, rows: { low: 0, high: 0 }, chars: {} };
  const when = resolveWhen(compiling, [...draft.around, draft], needs);
  const step = { id: draft.planId, ...partial, needs, when, identityWith: resolved.identityWith, flow };
  compiling.steps.set(draft.planId, step);
  if (resolved.modelsKnown) checkGate(view, draft, step);
}

function measured(step: Parameters<typeof estimateStep>[0], { models }: Compiling): Pick<Flow, 'rows' | 'chars'> {
  const { rows, chars } = estimateStep(step, models);
  return { rows, chars };
}

/** What the method itself has to say about its parameters. */
async function checkMethod(
  compiling: Compiling,
  draft: ExpandedStep,
  traits: StepTraits,
  inputs: readonly StepInput[],
  resolved: ResolvedWith,
): Promise<void> {
  if (!traits.check || !resolved.sound || inputs.some(({ flow }) => !flow?.columns)) return;
  const columns = Object.fromEntries(inputs.map(({ port, flow }) => [port, flow!.columns!]));
  for (const { path, message, hint } of await traits.check(resolved.with as never, columns)) {
    complain(compiling, compiling.draft.source.place(stepPath(draft, 'with', ...path)), {
      code: 'method-parameter',
      message,
      hint,
    });
  }
}

function checkRoute(compiling: Compiling, draft: ExpandedStep): void {
  const pool = draft.route?.gpu_pool;
  const pools = compiling.project && Object.keys(compiling.project.gpuPools);
  if (pool === undefined || !pools || pools.includes(pool)) return;
  complain(compiling, compiling.draft.source.place(stepPath(draft, 'route', 'gpu_pool')), {
    code: 'unknown-gpu-pool',
    message: `The profile has no pool "${pool}".`,
    hint: suggest(pool, pools, 'pools'),
  });
}

/** Only rows can be reviewed. */
function checkReview(compiling: Compiling, draft: ExpandedStep, { produces, outputs }: StepTraits): void {
  if (!draft.review) return;
  const what =
    produces === 'metrics' || produces === 'model'
      ? `${draft.use} makes ${produces === 'model' ? 'a model' : 'metrics'}, no rows to review.`
      : outputs
        ? `${draft.use} has several outputs, and only one data set can be reviewed.`
        : undefined;
  if (what === undefined) return;
  complain(compiling, compiling.draft.source.keyPlace(stepPath(draft, 'review')), {
    code: 'review-place',
    message: what,
    hint: 'Put `review` on a step that makes one data set, such as elicit/label.',
  });
}
