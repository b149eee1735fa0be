import type { Port } from '../core/method.js';
import type { PlanInput } from '../../schemas/generated/plan.js';
import type { SourcePlace } from '../core/errors.js';
import { nearestName } from '../recipe/nearest-name.js';
import { suggest } from '../recipe/problem-list.js';
import type { StepDraft } from '../recipe/parse-recipe.js';
import { complain, stepPath, type Compiling, type Flow, type StepInput } from './compiling.js';
import { namesOf } from './names.js';
import type { StepTraits } from './traits.js';

/** What a step's `from` names, port by port. */
interface Wanted {
  readonly port: string;
  readonly slot: string;
  readonly name: string;
  readonly where: SourcePlace;
}

/** A name as `from` writes it: `name`, or `name.output`. */
export function splitName(text: string): { readonly name: string; readonly output: string | undefined } {
  const dot = text.indexOf('.');
  return dot === -1 ? { name: text, output: undefined } : { name: text.slice(0, dot), output: text.slice(dot + 1) };
}

/** The names in a step's `from`, for the order of steps. */
export function namesInFrom({ from }: StepDraft): string[] {
  const values = typeof from === 'string' ? [from] : from ? Object.values(from) : [];
  return values.filter((value) => typeof value === 'string').map((value) => splitName(value).name);
}

/** The step's inputs, each checked against its port. */
export function resolveInputs(compiling: Compiling, step: StepDraft, traits: StepTraits): readonly StepInput[] {
  const wanted = wantedInputs(compiling, step, traits);
  const inputs = wanted.flatMap((want) => {
    const found = resolveName(compiling, step, want);
    if (!found) return [];
    checkPort(compiling, want, traits, found.flow);
    return [{ port: want.port, slot: want.slot, ...found }];
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
function misspeltPorts({ from }: StepDraft, { ports }: StepTraits): string[] {
  const names = Object.keys(ports);
  const strange = typeof from === 'object' ? Object.keys(from).filter((key) => !names.includes(key)) : [];
  return strange.flatMap((key) => nearestName(key, names) ?? []);
}

function wantedInputs(compiling: Compiling, step: StepDraft, traits: StepTraits): Wanted[] {
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

function resolveName(
  compiling: Compiling,
  step: StepDraft,
  { port, name: text, where }: Wanted,
): { plan: PlanInput; flow: Flow | undefined } | undefined {
  const { name, output } = splitName(text);
  const known = compiling.names.get(name);
  if (!known && compiling.draft.spelt.has(name)) return undefined;
  if (!known || (known.use !== 'data' && known.use !== 'step')) {
    complain(compiling, where, known ? notRows(name, known.use === 'model') : unknownName(compiling, step, name));
    return undefined;
  }
  if (known.use === 'data') {
    if (output !== undefined)
      complain(compiling, where, {
        code: 'unknown-output',
        message: `"${name}" is a data set and has no outputs.`,
        hint: `Write ${name}.`,
      });
    return { plan: { port, source: 'data', name }, flow: compiling.data.get(name)?.flow };
  }
  const maker = compiling.steps.get(name);
  if (!maker) return { plan: { port, source: 'step', name }, flow: undefined };
  if (maker.traits.produces === 'metrics' || maker.traits.produces === 'model') {
    const made = maker.traits.produces === 'model' ? 'a model' : 'metrics';
    complain(compiling, where, {
      code: 'no-rows',
      message: `Step "${name}" makes ${made}, no rows.`,
      hint: 'Name a data set or a step that makes rows.',
    });
    return undefined;
  }
  const outputs = maker.traits.outputs;
  if (outputs ? output === undefined || !outputs.includes(output) : output !== undefined) {
    complain(compiling, where, {
      code: 'unknown-output',
      message: outputs
        ? `Step "${name}" has several outputs; "${text}" names none of them.`
        : `Step "${name}" has one output without a name.`,
      hint: outputs ? `Write ${outputs.map((each) => `${name}.${each}`).join(' or ')}.` : `Write ${name}.`,
    });
    return undefined;
  }
  return { plan: { port, source: 'step', name, ...(output === undefined ? {} : { output }) }, flow: maker.flow };
}

function notRows(name: string, model: boolean): { code: string; message: string; hint: string } {
  const what = model ? 'a model' : 'a parameter';
  return {
    code: 'no-rows',
    message: `"${name}" is ${what}, no rows.`,
    hint: model ? 'Models are named in `with`.' : 'Parameters are read as "${{ params.name }}" in `with`.',
  };
}

function unknownName(
  { names }: Compiling,
  step: StepDraft,
  name: string,
): { code: string; message: string; hint: string } {
  const known = namesOf(names, 'data', 'step').filter((other) => other !== step.id);
  return {
    code: 'unknown-name',
    message: `There is no data set or step "${name}".`,
    hint: suggest(name, known, 'names'),
  };
}

function checkPort(
  compiling: Compiling,
  { port, slot, name, where }: Wanted,
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
    hint: 'Held-out rows feed evaluate steps and `against` inputs only; else the score would mean nothing.',
  });
}
