import { nearestName } from '../../recipe/problems/nearest-name.js';
import { meantModel } from '../../core/models/meant-model.js';
import { stepDrafts, type RecipeDraft, type StepDraft } from '../../recipe/parse-recipe.js';
import { complain, within, type Compiling } from '../compiling.js';
import type { UsedRecipe } from '../expand/expansion.js';
import { writtenFrom } from '../resolve/resolve-inputs.js';
import { splitReference } from '../expand/scope.js';

/** Data sets that no step reads are an error; models, inputs and params that nothing uses, a warning. */
export function checkUse(compiling: Compiling, used: readonly UsedRecipe[]): void {
  checkFile(compiling);
  for (const each of used) checkFile(within(compiling, each), each.file);
}

function checkFile(compiling: Compiling, inside?: RecipeDraft): void {
  const { draft, warnings, steps } = compiling;
  const named = namesRead(draft.steps);
  const names = [...Object.keys(draft.data), ...Object.keys(draft.inputs)];
  // A misspelt name was meant for the data set it resembles.
  const meant = named.filter((name) => !draft.spelt.has(name)).flatMap((name) => nearestName(name, names) ?? []);
  const read = new Set([...named, ...meant]);
  // With a `from` that could not be read there is no telling.
  const hidden =
    [...draft.known].some((path) => /^\["steps",\d+(,.*"(from|repeat|matrix)"|\])/.test(path)) ||
    draft.steps.length === 0;
  for (const name of Object.keys(draft.data)) {
    if (read.has(name) || hidden) continue;
    complain(compiling, draft.source.keyPlace(['data', name]), {
      code: 'data-unused',
      message: `No step reads the data set "${name}".`,
      hint: "Name it in a step's `from`, or take it out.",
    });
  }
  const where = inside ? ` of ${inside.source.source.file}` : '';
  const add = (warning: string): void => void (warnings.includes(warning) || warnings.push(warning));
  for (const [name, { kind }] of Object.entries(draft.inputs))
    if (kind !== undefined && !read.has(name) && !hidden) add(`No step reads the input "${name}"${where}.`);
  const asked = new Set([...steps.values()].flatMap(({ models }) => models.map(meantModel)));
  for (const name of Object.keys(draft.models)) if (!asked.has(name)) add(`No step uses the model "${name}"${where}.`);
  for (const name of draft.unusedParams) add(`Nothing reads the parameter "${name}"${where}.`);
}

/** Names that stand in any `from` of a file, and where rows are handed on otherwise. */
function namesRead(steps: readonly StepDraft[]): string[] {
  return steps.flatMap((step) => {
    const carried = Object.values(step.repeat?.carry ?? {}).flatMap(({ start, next }) => [start, next]);
    const written = [...writtenFrom(step), ...carried.filter((text) => text !== undefined)];
    return [
      ...written.map((text) => splitReference(text).name),
      ...namesRead(stepDrafts(step.repeat?.steps, step.path)),
    ];
  });
}
