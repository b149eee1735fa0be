import type { Attributes } from '@opentelemetry/api';
import type { TracedAttempt } from './trace-ids.js';

/** Facts under the product's own names, with the run they are of; what is not known is left out. */
export function attributesOf(
  of: TracedAttempt,
  facts: Readonly<Record<string, string | number | undefined>>,
): Attributes {
  const all = { run: of.run, recipe: of.recipe, ...facts };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[`limbeck.${name}`, value]])),
  );
}
