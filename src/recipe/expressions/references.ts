import recipeSchema from '../../../schemas/recipe.schema.json';
import type { Params } from '../params.js';
import { suggest, type ProblemList } from '../problems/problem-list.js';
import { pathKey } from '../problems/schema-problems.js';
import type { Path, YamlSource } from '../yaml-source.js';

/**
 * `${{ params.x }}` as a whole value, in `with`, `matrix`, `budget` and `times`, is replaced by the parameter, with its type. Values are
 * changed in place. Gives the paths of references that lead nowhere; those values are removed.
 */
export function resolveReferences(source: YamlSource, params: Params, problems: ProblemList): ReadonlySet<string> {
  const lost = new Set<string>();
  const visit = (holder: Record<string | number, unknown>, path: Path): void => {
    for (const [key, value] of Object.entries(holder)) {
      const at = [...path, Array.isArray(holder) ? Number(key) : key];
      // Free form, or no key of the language at all, which is said elsewhere.
      if (at.length === 1 && (key === 'meta' || !Object.hasOwn(recipeSchema.properties, key))) continue;
      if (typeof value === 'object' && value !== null) visit(value as Record<string, unknown>, at);
      if (typeof value !== 'string' || !value.includes('${{')) continue;
      const found = resolveReference(value, at, { source, params, problems });
      if (found !== undefined) {
        holder[key] = found;
      } else {
        lost.add(pathKey(at));
        delete holder[key];
      }
    }
  };
  if (typeof source.value === 'object' && source.value !== null) visit(source.value as Record<string, unknown>, []);
  return lost;
}

interface ReferenceContext {
  readonly source: YamlSource;
  readonly params: Params;
  readonly problems: ProblemList;
}

/** The parameter's value; undefined, and a problem, where there is none. */
function resolveReference(text: string, at: Path, { source, params, problems }: ReferenceContext): unknown {
  const where = source.placeInside(at, text.indexOf('${{'));
  if (!mayRefer(at)) {
    problems.add({
      code: 'reference-place',
      message: 'A reference to a parameter cannot stand here.',
      hint: 'References stand in `with`, `matrix`, `budget` and `times`.',
      where,
    });
    return undefined;
  }
  // Read when the step is written out once for each combination.
  if (matrixReference(text) !== undefined && stepPart(at)[2] === 'with') return text;
  const name = /^\s*\$\{\{\s*params\.([A-Za-z0-9_-]+)\s*\}\}\s*$/.exec(text)?.[1];
  if (name === undefined) {
    const whole = /^\s*\$\{\{[^}]*\}\}\s*$/.test(text);
    problems.add({
      code: 'reference-form',
      message: whole
        ? 'Only params, and a matrix in `with`, can be referred to.'
        : 'A reference must be the whole value.',
      hint: whole
        ? 'Write "${{ params.name }}".'
        : 'Text is put together in prompt templates; there {{ column }} has no $ before it.',
      where,
    });
    return undefined;
  }
  if (params.names.includes(name)) return Object.hasOwn(params.values, name) ? params.values[name] : undefined;
  problems.add({
    code: 'unknown-param',
    message: `The recipe has no parameter "${name}".`,
    hint: suggest(name, params.names, 'parameters'),
    where,
  });
  return undefined;
}

function mayRefer(path: Path): boolean {
  if (path[0] === 'budget') return path.length === 2;
  const [steps, , part, ...below] = stepPart(path);
  if (steps !== 'steps') return false;
  if (part === 'budget') return below.length === 1;
  if (part === 'matrix') return below.length === 2;
  if (part === 'repeat') return below.length === 1 && below[0] === 'times';
  return part === 'with';
}

/** A path as if its step stood in the recipe's own list, not in a loop. */
function stepPart(path: Path): Path {
  return path[0] === 'steps' && path[2] === 'repeat' && path[3] === 'steps' && path.length > 4
    ? stepPart(path.slice(3))
    : path;
}

/** The name in `${{ matrix.name }}`. */
export function matrixReference(text: string): string | undefined {
  return /^\s*\$\{\{\s*matrix\.([A-Za-z0-9_-]+)\s*\}\}\s*$/.exec(text)?.[1];
}

/** The names of parameters that are referred to, before references are resolved. */
export function usedParams(value: unknown): ReadonlySet<string> {
  const text = JSON.stringify(value) ?? '';
  return new Set(
    [...text.matchAll(/\bparams\.([a-z][a-z0-9-]*)|\bparams\[['"\\]+([a-z0-9-]+)/g)].map(
      (match) => match[1] ?? match[2]!,
    ),
  );
}
