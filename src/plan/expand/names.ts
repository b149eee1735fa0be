import type { RecipeDraft, StepDraft } from '../../recipe/parse-recipe.js';
import type { ProblemList } from '../../recipe/problems/problem-list.js';
import type { Path } from '../../recipe/yaml-source.js';

export type NameUse = 'data' | 'model' | 'param' | 'input' | 'step' | 'carried';

/** The names of one file and where each stands; one name space. */
export type NameTable = ReadonlyMap<string, { readonly use: NameUse; readonly path: Path }>;

const wording: Readonly<Record<NameUse, string>> = {
  data: 'a data set',
  model: 'a model',
  param: 'a parameter',
  input: 'an input',
  step: 'a step',
  carried: 'something the loop carries',
};

/** The recipe's names; a problem for each that is taken already. */
export function gatherNames(draft: RecipeDraft, problems: ProblemList): NameTable {
  const table = new Map<string, Held>();
  const take = taker({ draft, problems, table, outside: new Map() });
  for (const name of draft.params.names) take(name, 'param', ['params', name]);
  for (const name of Object.keys(draft.models)) take(name, 'model', ['models', name]);
  for (const name of Object.keys(draft.data)) take(name, 'data', ['data', name]);
  for (const name of Object.keys(draft.inputs)) take(name, 'input', ['inputs', name]);
  for (const { id, path } of draft.steps) if (id !== undefined) take(id, 'step', [...path, 'id']);
  return table;
}

/** The names of a loop's body: none of them may be one of the recipe's. */
export function gatherLoopNames(input: {
  readonly draft: RecipeDraft;
  readonly outside: NameTable;
  readonly steps: readonly StepDraft[];
  readonly carry: readonly string[];
  readonly carryPath: Path;
  readonly problems: ProblemList;
}): NameTable {
  const table = new Map<string, Held>();
  const take = taker({ ...input, table });
  for (const name of input.carry) take(name, 'carried', [...input.carryPath, name]);
  for (const { id, path } of input.steps) if (id !== undefined) take(id, 'step', [...path, 'id']);
  return table;
}

interface Held {
  readonly use: NameUse;
  readonly path: Path;
}

function taker(input: {
  readonly draft: RecipeDraft;
  readonly problems: ProblemList;
  readonly table: Map<string, Held>;
  readonly outside: NameTable;
}): (name: string, use: NameUse, path: Path) => void {
  const { draft, problems, table, outside } = input;
  return (name, use, path) => {
    const taken = table.get(name) ?? outside.get(name);
    if (!taken) {
      table.set(name, { use, path });
      return;
    }
    const first = draft.source.keyPlace(taken.path).line;
    problems.add({
      code: 'name-taken',
      message: `"${name}" is the name of ${wording[taken.use]} already (line ${first ?? '?'}).`,
      hint: 'Data sets, models, params and steps share one name space: rename one of them.',
      where: use === 'step' ? draft.source.place(path) : draft.source.keyPlace(path),
    });
  };
}

/** True for the step that holds its name: a later one of the same name is nobody's. */
export function holdsName(names: NameTable, step: StepDraft): boolean {
  const held = step.id === undefined ? undefined : names.get(step.id);
  return held !== undefined && held.path.slice(0, -1).join('/') === step.path.join('/');
}
