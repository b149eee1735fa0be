import { LimbeckError } from '../core/errors.js';
import { nearestName } from '../recipe/problems/nearest-name.js';

/** A wrong name answers with the nearest right one and with all there are. `kind` is the thing's name in the singular. */
export function unknownName(kind: string, name: string, known: readonly string[]): LimbeckError {
  const near = nearestName(name, known);
  const list = known.length === 0 ? `There is no ${kind} yet.` : `Known: ${known.join(', ')}.`;
  return new LimbeckError({
    code: `unknown-${kind.replaceAll(' ', '-')}`,
    message: `No ${kind} is called "${name}".`,
    hint: near === undefined ? list : `Did you mean "${near}"? ${list}`,
  });
}
