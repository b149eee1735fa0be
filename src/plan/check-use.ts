import { nearestName } from '../recipe/nearest-name.js';
import { complain, type Compiling } from './compiling.js';
import { namesInFrom } from './resolve-inputs.js';

/** Data sets that no step reads are an error; models and params that nothing uses, a warning. */
export function checkUse(compiling: Compiling): void {
  const { draft, names, warnings, steps } = compiling;
  const named = draft.steps.flatMap(namesInFrom);
  // A misspelt name was meant for the data set it resembles.
  const meant = named
    .filter((name) => !names.has(name))
    .flatMap((name) => nearestName(name, Object.keys(draft.data)) ?? []);
  const read = new Set([...named, ...meant]);
  // With a `from` that could not be read there is no telling.
  const hidden =
    [...draft.known].some((path) => /^\["steps",\d+(,"(from|repeat|matrix)"|\])/.test(path)) ||
    draft.steps.length === 0;
  for (const name of Object.keys(draft.data)) {
    if (read.has(name) || hidden) continue;
    complain(compiling, draft.source.keyPlace(['data', name]), {
      code: 'data-unused',
      message: `No step reads the data set "${name}".`,
      hint: "Name it in a step's `from`, or take it out.",
    });
  }
  const asked = new Set([...steps.values()].flatMap(({ models }) => models.map(({ name }) => name)));
  for (const name of Object.keys(draft.models))
    if (!asked.has(name)) warnings.push(`No step uses the model "${name}".`);
  for (const name of draft.unusedParams) warnings.push(`Nothing reads the parameter "${name}".`);
}
