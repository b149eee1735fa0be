import { annotatedValues } from './param-schema.js';
import { lookUp, type Scope } from '../expand/scope.js';
import type { StepTraits } from '../traits.js';

/**
 * Where a step measures any number of models, a name that stands for every combination of a matrix becomes all of them,
 * in the list and in what is said by model (`prompts`). Changes `value` in place.
 */
export function spreadModels(scope: Scope, traits: StepTraits, value: Record<string, unknown>): void {
  if (!traits.measures) return;
  const labels = (name: unknown): readonly string[] => {
    const looked = typeof name === 'string' ? lookUp(scope, name) : undefined;
    return looked && 'found' in looked && looked.found.length > 1 ? looked.found.map(({ label }) => label) : [];
  };
  for (const found of annotatedValues(traits.params, value)) {
    const { annotation, isKey, path, value: names } = found;
    if (isKey && annotation === 'model') {
      const key = path.at(-1)!;
      const holder = path
        .slice(0, -1)
        .reduce<unknown>((at, part) => (at as Record<string | number, unknown>)[part], value) as Record<
        string,
        unknown
      >;
      const spread = labels(key);
      if (spread.length === 0) continue;
      for (const label of spread) holder[label] ??= structuredClone(holder[key]);
      delete holder[key];
    }
    if (annotation === 'models' && Array.isArray(names))
      found.replace(names.flatMap((name: unknown) => (labels(name).length > 0 ? [...labels(name)] : [name])));
  }
}
