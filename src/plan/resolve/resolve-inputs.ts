import type { Port } from '../../core/method.js';
import type { PlanInput } from '../../../schemas/generated/plan.js';
import type { SourcePlace } from '../../core/errors.js';
import { nearestName } from '../../recipe/problems/nearest-name.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import { complain, stepPath, type Compiling, type Flow, type StepInput } from '../compiling.js';
import type { PlacedStep } from '../expand/expanded-step.js';
import { lookUp, namesOf, visibleTargets, type Looked, type Named, type Scope } from '../expand/scope.js';
import type { StepTraits } from '../traits.js';

/** What a step's `from` names, port by port. */
export interface WantedRows {
  readonly port: string;
  readonly slot: string;
  readonly name: string;
  readonly where: SourcePlace;
}

/** What a step's `from` names, as it is written. */
export function writtenFrom({ from }: Pick<PlacedStep, 'from'>): string[] {
  const values = typeof from === 'string' ? [from] : from ? Object.values(from) : [];
  return values.filter((value) => typeof value === 'string');
}

/** The step's inputs, each checked against its port. */
export function resolveInputs(compiling: Compiling, step: PlacedStep, traits: StepTraits): readonly StepInput[] {
  const wanted = wantedInputs(compiling, step, traits);
  const inputs = wanted.flatMap((want) => {
    return resolveRows(compiling, step, want).map((found) => {
      checkPort(compiling, want, traits, found.flow);
      return { port: found.plan.port, slot: want.slot, ...found };
    });
  });
  const given = new Set(wanted.map(({ slot }) => slot));
  for (const port of misspeltPorts(step, traits)) given.add(port);
  for (const [name, port] of Object.entries(traits.ports)) {
    if (port.optional || given.has(name) || compiling.draft.known.has(JSON.stringify(stepPath(step, 'from')))) continue;
    const bare = Object.keys(traits.ports)[0] === name;
    complain(
      compiling,
      step.from === undefined
        ? compiling.draft.source.place(stepPath(step))
        : compiling.draft.source.place(stepPath(step, 'from')),
      {
        code: 'input-missing',
        message: name === '*' ? 'The step has no input.' : `The step has nothing on its input "${name}".`,
        hint: `${port.description} Write from: ${bare ? 'name' : `{ ${name}: name }`}.`,
      },
    );
  }
  return inputs;
}

/** Ports that a misspelt key of `from` was meant for: they are not missing as well. */
function misspeltPorts({ from }: PlacedStep, { ports }: StepTraits): string[] {
  const names = Object.keys(ports);
  const strange = typeof from === 'object' ? Object.keys(from).filter((key) => !names.includes(key)) : [];
  return strange.flatMap((key) => nearestName(key, names) ?? []);
}

function wantedInputs(compiling: Compiling, step: PlacedStep, traits: StepTraits): WantedRows[] {
  const { source } = compiling.draft;
  const { from } = step;
  const ports = Object.keys(traits.ports);
  if (from === undefined) return [];
  if (typeof from === 'string') {
    const first = ports[0];
    if (first === undefined) return [];
    return [
      { port: first === '*' ? 'rows' : first, slot: first, name: from, where: source.place(stepPath(step, 'from')) },
    ];
  }
  return Object.entries(from).flatMap(([port, name]) => {
    if (typeof name !== 'string') return [];
    const slot =
      Object.hasOwn(traits.ports, port) && port !== '*' ? port : ports.includes('*') && port !== '*' ? '*' : undefined;
    if (slot !== undefined) return [{ port, slot, name, where: source.place(stepPath(step, 'from', port)) }];
    complain(compiling, source.keyPlace(stepPath(step, 'from', port)), {
      code: 'unknown-input',
      message: `${traits.stage}/${traits.id} has no input "${port}".`,
      hint: suggest(
        port,
        ports.filter((known) => known !== '*'),
        'inputs',
      ),
    });
    return [];
  });
}

export interface FoundRows {
  readonly plan: PlanInput;
  /** Undefined when what it names has problems. */
  readonly flow: Flow | undefined;
}

/** The rows a name stands for: one data set or step, or where the input takes any number, each combination of a matrix. */
export function resolveRows(compiling: Compiling, step: PlacedStep, want: WantedRows): readonly FoundRows[] {
  const { port, slot, name: text, where } = want;
  const looked = lookUp(step.scope, text);
  const problem = unknownRows({ compiling, scope: step.scope, text, looked, self: step.id, several: slot === '*' });
  if (problem) complain(compiling, where, problem);
  if (problem || !('found' in looked)) return [];
  const { found } = looked;
  return found.flatMap((named) => {
    const suffix = found.length === 1 ? '' : (/\[[^\]]*\]/.exec(named.label)?.[0] ?? '');
    return rowsOf(compiling, named, `${port}${suffix}`, where) ?? [];
  });
}

/** What is wrong with a name that should stand for one thing; undefined when it does, or when that was said. */
export function unknownRows(input: {
  readonly compiling: Compiling;
  readonly scope: Scope;
  readonly text: string;
  readonly looked: Looked;
  readonly self: string | undefined;
  readonly several?: boolean;
}): { code: string; message: string; hint: string } | undefined {
  const { compiling, scope, text, looked, self, several = false } = input;
  if ('said' in looked) return undefined;
  if ('wrong' in looked) return looked.wrong;
  if ('unknown' in looked) {
    if (compiling.draft.spelt.has(looked.unknown)) return undefined;
    const known = namesOf(scope, 'data', 'step').filter((other) => other !== self);
    return {
      code: 'unknown-name',
      message: `There is no data set or step "${looked.unknown}".`,
      hint: insideHint(scope, looked.unknown) ?? suggest(looked.unknown, known, 'names'),
    };
  }
  if ('group' in looked) return whichOf(text, looked.group, looked.members);
  if (looked.found.length > 1 && !several) return whichCombination(text, looked.found);
  return undefined;
}

/** For a name that is there, but within a loop or as an output. */
export function insideHint(scope: Scope, name: string): string | undefined {
  for (const [owner, target] of visibleTargets(scope))
    if (target.use === 'group' && target.members.has(name)) return `Did you mean "${owner}.${name}"?`;
  return undefined;
}

/** Asks for one of the outputs of a recipe, or of the steps of a loop. */
export function whichOf(
  text: string,
  group: 'recipe' | 'loop',
  members: readonly string[],
): { code: string; message: string; hint: string } {
  const loop = group === 'loop';
  return {
    code: 'unknown-output',
    message: loop
      ? `"${text}" is a loop; name one of its steps.`
      : members.length === 0
        ? `"${text}" uses a recipe without outputs.`
        : `"${text}" uses a recipe; name one of its outputs.`,
    hint:
      members.length === 0
        ? 'Say in that recipe what others may read: outputs: { name: step }.'
        : `Write ${members.join(' or ')}.`,
  };
}

/** Asks for one combination of a matrix. */
export function whichCombination(
  text: string,
  found: readonly Named[],
): { code: string; message: string; hint: string } {
  return {
    code: 'matrix-which',
    message: `"${text}" runs ${found.length} times; this takes one of them.`,
    hint: `Write ${found
      .slice(0, 8)
      .map(({ label }) => label)
      .join(' or ')}; or give this step the same matrix.`,
  };
}

function rowsOf(
  compiling: Compiling,
  { target, output, label }: Named,
  port: string,
  where: SourcePlace,
): FoundRows | undefined {
  if (target.use === 'model' || target.use === 'param') {
    complain(compiling, where, notRows(label, target.use === 'model'));
    return undefined;
  }
  if (target.use === 'data') {
    const name = label.split('.')[0]!;
    if (output !== undefined)
      complain(compiling, where, {
        code: 'unknown-output',
        message: `"${name}" is a data set and has no outputs.`,
        hint: `Write ${name}.`,
      });
    return { plan: { port, source: 'data', name: target.name }, flow: compiling.data.get(target.name)?.flow };
  }
  const maker = compiling.steps.get(target.like);
  if (!maker) return { plan: { port, source: 'step', name: target.id }, flow: undefined };
  const own = target.output === undefined && output !== undefined ? label.slice(0, -output.length - 1) : label;
  if (maker.traits.produces === 'metrics' || maker.traits.produces === 'model') {
    const made = maker.traits.produces === 'model' ? 'a model' : 'metrics';
    complain(compiling, where, {
      code: 'no-rows',
      message: `Step "${own}" makes ${made}, no rows.`,
      hint: 'Name a data set or a step that makes rows.',
    });
    return undefined;
  }
  const outputs = maker.traits.outputs;
  if (outputs ? output === undefined || !outputs.includes(output) : output !== undefined) {
    complain(compiling, where, {
      code: 'unknown-output',
      message: outputs
        ? `Step "${own}" has several outputs; "${label}" names none of them.`
        : `Step "${own}" has one output without a name.`,
      hint: outputs ? `Write ${outputs.map((each) => `${own}.${each}`).join(' or ')}.` : `Write ${own}.`,
    });
    return undefined;
  }
  return {
    plan: { port, source: 'step', name: target.id, ...(output === undefined ? {} : { output }) },
    flow: maker.flow,
  };
}

function notRows(name: string, model: boolean): { code: string; message: string; hint: string } {
  const what = model ? 'a model' : 'a parameter';
  return {
    code: 'no-rows',
    message: `"${name}" is ${what}, no rows.`,
    hint: model ? 'Models are named in `with`.' : 'Parameters are read as "${{ params.name }}" in `with`.',
  };
}

function checkPort(
  compiling: Compiling,
  { port, slot, name, where }: WantedRows,
  traits: StepTraits,
  flow: Flow | undefined,
): void {
  const spec: Port | undefined = traits.ports[slot];
  if (!spec || !flow) return;
  if (flow.kind !== undefined && spec.kinds !== 'any' && !spec.kinds.includes(flow.kind)) {
    complain(compiling, where, {
      code: 'wrong-kind',
      message: `"${name}" holds ${flow.kind} rows; ${traits.stage}/${traits.id} takes ${spec.kinds.join(', ')} on "${port}".`,
      hint: 'Put a step in between that makes such rows, or state the kind of the data set.',
    });
  }
  if (flow.heldOut.size === 0 || traits.stage === 'evaluate' || spec.evaluation) return;
  const sets = [...flow.heldOut].join(', ');
  complain(compiling, where, {
    code: 'held-out-rows',
    message: `Rows of the held-out set "${sets}" would reach ${traits.stage}/${traits.id}.`,
    hint: 'Name other rows here: held-out rows feed evaluate steps and `against` inputs only, else the score would mean nothing.',
  });
}
