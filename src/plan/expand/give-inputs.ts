import type { RecipeDraft } from '../../recipe/parse-recipe.js';
import type { GivenParam } from '../../recipe/params.js';
import { nearestName } from '../../recipe/problems/nearest-name.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import { complain, stepPath, within, type Compiling } from '../compiling.js';
import type { PlacedStep } from './expanded-step.js';
import type { Writing } from './expansion.js';
import { resolveRows } from '../resolve/resolve-inputs.js';
import { resolveModel } from '../resolve/resolve-model.js';
import type { Target } from './scope.js';

/** What a step's `with` says for parameters of the recipe it uses; which of them the recipe has is seen there. */
export function givenParams(step: PlacedStep): Readonly<Record<string, GivenParam>> {
  return Object.fromEntries(
    Object.entries(step.with ?? {}).map(([name, value]) => [
      name,
      { value, where: step.file.source.place(stepPath(step, 'with', name)), problems: step.problems },
    ]),
  );
}

/**
 * The inputs of a recipe that a step uses, as names within it: rows from `from`, models from `with`. What is given is
 * checked when all steps are resolved, and complained of where it is given.
 */
export function giveInputs(step: PlacedStep, writing: Writing, file: RecipeDraft): ReadonlyMap<string, Target> {
  const compiling = within(writing.compiling, step);
  const inputs = Object.entries(file.inputs);
  const rows = inputs.flatMap(([name, { kind, needs }]) => (kind !== undefined && needs === undefined ? [name] : []));
  const models = inputs.flatMap(([name, { kind, needs }]) => (kind === undefined && needs !== undefined ? [name] : []));
  const unclear = inputs.flatMap(([name]) => (rows.includes(name) || models.includes(name) ? [] : [name]));
  for (const name of unclear) complainOfForm(writing, file, name);
  const targets = new Map<string, Target>();
  for (const name of Object.keys(file.inputs)) targets.set(name, { use: 'broken' });
  for (const [name, text, at] of givenRows({
    compiling,
    step,
    rows,
    says: (input) => file.inputs[input]?.description,
    unclear: unclear.length > 0,
  })) {
    targets.set(name, { use: 'alias', text, scope: step.scope });
    writing.expansion.checks.push(() => checkRows(compiling, step, { name, text, at, file }));
  }
  for (const name of models) {
    const text = step.with?.[name];
    const at = stepPath(step, 'with', name);
    if (typeof text === 'string') {
      targets.set(name, { use: 'alias', text, scope: step.scope });
      writing.expansion.checks.push(() => {
        const needs = { [name]: file.inputs[name]!.needs ?? [] };
        resolveModel({ compiling, step, asker: step.use!, needs, role: name, name: text, at });
      });
    } else if (text === undefined && !file.known.has(JSON.stringify(at)) && !step.file.known.has(JSON.stringify(at))) {
      missing(compiling, step, `with: { ${name}: model }`, `the model "${name}"`, file.inputs[name]!.description);
    } else if (text !== undefined) {
      complain(compiling, step.file.source.place(at), {
        code: 'wrong-type',
        message: `"${name}" must be the name of a model.`,
        hint: file.inputs[name]!.description,
      });
    }
  }
  const known = [...file.params.names, ...models];
  for (const name of Object.keys(step.with ?? {})) {
    if (known.includes(name)) continue;
    complain(compiling, step.file.source.keyPlace(stepPath(step, 'with', name)), {
      code: 'unknown-key',
      message: rows.includes(name)
        ? `"${name}" are rows of ${step.use}; rows are given by \`from\`.`
        : `${step.use} has no parameter "${name}".`,
      hint: rows.includes(name) ? `Write from: { ${name}: name }.` : suggest(name, known, 'parameters'),
    });
  }
  return targets;
}

/** An input is rows or a model; one whose value was wrong has had its say. */
function complainOfForm({ compiling, expansion }: Writing, file: RecipeDraft, name: string): void {
  const paths = [[], ['kind'], ['needs']].map((below) => JSON.stringify(['inputs', name, ...below]));
  const { problems } = expansion.used.find((used) => used.file === file)!;
  if (paths.some((path) => file.known.has(path))) return;
  complain(within(compiling, { file, problems }), file.source.keyPlace(['inputs', name]), {
    code: 'input-form',
    message: `Input "${name}" must be rows or a model.`,
    hint: 'Rows: { kind: sft }. A model: { needs: [chat] }.',
  });
}

type Given = readonly [name: string, text: string, at: readonly (string | number)[]];

function givenRows(input: {
  readonly compiling: Compiling;
  readonly step: PlacedStep;
  readonly rows: readonly string[];
  /** What an input is for. */
  readonly says: (name: string) => string | undefined;
  /** True when there are inputs that may be rows or not. */
  readonly unclear: boolean;
}): readonly Given[] {
  const { compiling, step, rows, says, unclear } = input;
  const { from } = step;
  const { source, known } = step.file;
  const at = stepPath(step, 'from');
  const given: Given[] = [];
  if (typeof from === 'string' && rows[0] !== undefined) given.push([rows[0], from, at]);
  const strange = (where: ReturnType<typeof source.place>, name?: string): void =>
    complain(compiling, where, {
      code: 'unknown-input',
      message: name === undefined ? `${step.use} takes no rows.` : `${step.use} has no input "${name}".`,
      hint: rows.length === 0 ? 'Leave `from` out.' : suggest(name ?? '', rows, 'inputs'),
    });
  if (typeof from === 'string' && rows.length === 0 && !unclear) strange(source.keyPlace(at));
  if (typeof from === 'object') {
    for (const [name, text] of Object.entries(from)) {
      if (!rows.includes(name) && unclear) continue;
      if (!rows.includes(name)) strange(source.keyPlace([...at, name]), name);
      else if (typeof text === 'string') given.push([name, text, [...at, name]]);
    }
  }
  for (const name of rows) {
    if (given.some(([each]) => each === name) || known.has(JSON.stringify(at))) continue;
    // Nor is one missing that stands there misspelt.
    const strangers = typeof from === 'object' ? Object.keys(from).filter((key) => !rows.includes(key)) : [];
    if (strangers.some((key) => nearestName(key, rows) === name)) continue;
    missing(compiling, step, rows.length === 1 ? 'from: name' : `from: { ${name}: name }`, `"${name}"`, says(name));
  }
  return given;
}

function missing(compiling: Compiling, step: PlacedStep, write: string, what: string, description?: string): void {
  const says = description === undefined ? '' : `${description.replace(/\.?$/, '.')} `;
  complain(compiling, step.file.source.place(step.path), {
    code: 'input-missing',
    message: `${step.use} is not given ${what}.`,
    hint: `${says}Write ${write}.`,
  });
}

function checkRows(
  compiling: Compiling,
  step: PlacedStep,
  given: {
    readonly name: string;
    readonly text: string;
    readonly at: readonly (string | number)[];
    readonly file: RecipeDraft;
  },
): void {
  const { name, text, at, file } = given;
  const where = step.file.source.place(at);
  const found = resolveRows(compiling, step, { port: name, slot: name, name: text, where });
  const kind = file.inputs[name]?.kind;
  const holds = found[0]?.flow?.kind;
  if (kind === undefined || holds === undefined || holds === kind) return;
  complain(compiling, where, {
    code: 'wrong-kind',
    message: `"${text}" holds ${holds} rows; ${step.use} takes ${kind} on "${name}".`,
    hint: 'Put a step in between that makes such rows, or state the kind of the data set.',
  });
}
