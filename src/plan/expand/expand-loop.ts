import { keptName } from '../../core/identity/kept-name.js';
import { stepDrafts } from '../../recipe/parse-recipe.js';
import { complain, stepPath, within, type Compiling } from '../compiling.js';
import { defaultsOf, type PlacedStep } from './expanded-step.js';
import type { Writing } from './expansion.js';
import { gatherLoopNames } from './names.js';
import { unknownRows } from '../resolve/resolve-inputs.js';
import { lookUp, type Looked, type Scope, type Target } from './scope.js';

const maxSteps = 500;

/**
 * A loop, unrolled: the steps of every round, up to the cap, as `id[round]/step`. Later rounds see in what is carried
 * what the round before made. After the loop its steps are read as `id.step`: the round that is kept.
 */
export async function expandLoop(step: PlacedStep, writing: Writing, id: string): Promise<Target> {
  const compiling = within(writing.compiling, writing);
  const { expansion, file, problems } = writing;
  const { repeat } = step;
  if (!repeat) return { use: 'broken' };
  if (writing.loop) {
    complain(compiling, file.source.keyPlace(stepPath(step, 'repeat')), {
      code: 'not-built-yet',
      message: 'A loop inside a loop is not built yet.',
      hint: 'Write the steps of the inner loop out, or loop once over all.',
    });
    return { use: 'broken' };
  }
  const body = stepDrafts(repeat.steps, stepPath(step, 'repeat', 'steps'));
  const carry = Object.entries(repeat.carry ?? {}).filter(([, handed]) => handed.start && handed.next);
  const carryPath = stepPath(step, 'repeat', 'carry');
  const outside = writing.names;
  const names = gatherLoopNames({
    draft: file,
    outside,
    steps: body,
    carry: carry.map(([name]) => name),
    carryPath,
    problems,
  });
  const rounds: Scope[] = [];
  const first = expansion.steps.length;
  let times = repeat.times ?? 1;
  for (let round = 1; round <= times; round++) {
    const before = rounds.at(-1);
    const scope: Scope = {
      names: new Map<string, Target>(
        carry.map(([name, { start, next }]) => [
          name,
          { use: 'alias', ...(before ? { text: next, scope: before } : { text: start, scope: step.scope }) },
        ]),
      ),
      around: step.scope,
      ...(step.scope.axes ? { axes: step.scope.axes } : {}),
    };
    rounds.push(scope);
    const prefix = `${id}[${round}]/`;
    await writing.writeSteps(body, {
      ...writing,
      scope,
      names,
      prefix,
      dataPrefix: `${writing.dataPrefix}${step.id!}/`,
      around: [],
      defaults: defaultsOf(step),
      loop: { id, round, prefix, maybe: round > 1 && repeat.until !== undefined },
    });
    const each = expansion.steps.length - first;
    if (round > 1 || each * times <= maxSteps) continue;
    complain(compiling, file.source.place(stepPath(step, 'repeat', 'times')), {
      code: 'loop-size',
      message: `${times} rounds of ${each} steps are ${each * times} steps; a loop may have ${maxSteps}.`,
      hint: 'Lower `times`.',
    });
    times = 1;
  }
  expansion.checks.push(() => checkCarry(compiling, step, rounds[0]!));
  const round = rounds[0]!;
  expansion.loops.push({ id, step, around: writing.around, times, round });
  const members = new Map<string, Target>();
  for (const { id: name } of body) {
    const target = name === undefined ? undefined : round.names.get(name);
    if (target) members.set(name!, keptOf(target, id, `${id}[1]/`));
  }
  return { use: 'group', what: 'loop', members, waits: [id] };
}

/** What a name of the first round means after the loop: the same of the round that is kept. */
function keptOf(target: Target, loop: string, prefix: string): Target {
  switch (target.use) {
    case 'step': {
      // A step of a loop within a used recipe would be kept twice over; loops in loops are refused.
      return { ...target, id: keptName(loop, target.id.slice(prefix.length)), waits: loop };
    }
    case 'group': {
      const members = [...target.members].map(([name, each]) => [name, keptOf(each, loop, prefix)] as const);
      return { ...target, members: new Map(members), waits: [loop] };
    }
    case 'matrix': {
      const combinations = target.combinations.map((each) => ({ ...each, target: keptOf(each.target, loop, prefix) }));
      return { ...target, combinations };
    }
    default:
      return target;
  }
}

/** Both ends of what is carried must be there, and be of one sort. */
function checkCarry(compiling: Compiling, step: PlacedStep, round: Scope): void {
  const { source } = compiling.draft;
  for (const [name, { start, next }] of Object.entries(step.repeat?.carry ?? {})) {
    if (start === undefined || next === undefined) continue;
    const path = stepPath(step, 'repeat', 'carry', name);
    const from = lookUp(step.scope, start);
    const to = lookUp(round, next);
    for (const [end, looked, scope] of [
      ['start', from, step.scope],
      ['next', to, round],
    ] as const) {
      const text = end === 'start' ? start : next;
      const problem = unknownRows({ compiling, scope, text, looked, self: step.id });
      if (problem) complain(compiling, source.place([...path, end]), problem);
    }
    const sorts = [sortOf(compiling, from), sortOf(compiling, to)];
    if (sorts[0] === undefined || sorts[1] === undefined || sorts[0] === sorts[1]) continue;
    complain(compiling, source.keyPlace(path), {
      code: 'loop-carry',
      message: `"${name}" would be ${sorts[0]} in the first round and ${sorts[1]} in the next.`,
      hint: 'Carry rows of one kind, or models.',
    });
  }
}

function sortOf({ data, steps }: Compiling, looked: Looked): string | undefined {
  if (!('found' in looked) || looked.found.length !== 1) return undefined;
  const { target } = looked.found[0]!;
  if (target.use === 'model') return 'a model';
  if (target.use === 'param') return 'a parameter';
  if (target.use === 'data') return data.get(target.name) && `${data.get(target.name)!.flow.kind} rows`;
  const maker = steps.get(target.like);
  if (!maker) return undefined;
  if (maker.traits.produces === 'model') return 'a model';
  return maker.traits.produces === 'metrics' ? 'metrics' : maker.flow.kind && `${maker.flow.kind} rows`;
}
