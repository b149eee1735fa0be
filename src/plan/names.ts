import type { RecipeDraft } from '../recipe/parse-recipe.js';
import type { ProblemList } from '../recipe/problem-list.js';
import type { Path } from '../recipe/yaml-source.js';

export type NameUse = 'data' | 'model' | 'param' | 'step';

/** Data sets, models, params and steps by name: one name space. */
export type NameTable = ReadonlyMap<string, { readonly use: NameUse; readonly path: Path }>;

const wording: Readonly<Record<NameUse, string>> = {
  data: 'a data set',
  model: 'a model',
  param: 'a parameter',
  step: 'a step',
};

/** The recipe's names; a problem for each that is taken already. */
export function gatherNames(draft: RecipeDraft, problems: ProblemList): NameTable {
  const names = new Map<string, { use: NameUse; path: Path }>();
  const take = (name: string, use: NameUse, path: Path): void => {
    const taken = names.get(name);
    if (!taken) {
      names.set(name, { use, path });
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
  for (const name of draft.params.names) take(name, 'param', ['params', name]);
  for (const name of Object.keys(draft.models)) take(name, 'model', ['models', name]);
  for (const name of Object.keys(draft.data)) take(name, 'data', ['data', name]);
  for (const step of draft.steps) if (step.id !== undefined) take(step.id, 'step', ['steps', step.index, 'id']);
  return names;
}

/** Names of the given uses, for suggestions. */
export function namesOf(names: NameTable, ...uses: readonly NameUse[]): string[] {
  return [...names].filter(([, { use }]) => uses.includes(use)).map(([name]) => name);
}
