import { matrixReference } from '../../recipe/expressions/references.js';
import type { RecipeDraft, StepDraft } from '../../recipe/parse-recipe.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import { complain, stepPath, type Compiling } from '../compiling.js';
import type { Axes, AxisValue } from './scope.js';

const maxCombinations = 64;
/** Values stand in the names of steps. */
const plainText = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,59}$/;

/** Every combination of a step's matrix, the last axis turning fastest; none when something is wrong with it. */
export function combinationsOf(compiling: Compiling, step: StepDraft): readonly Axes[] {
  const { source } = compiling.draft;
  const matrix = Object.entries(step.matrix ?? {}).map(([name, values]) => ({
    name,
    values: (values as readonly (AxisValue | undefined)[]).filter((value) => value !== undefined),
  }));
  let sound = matrix.every(({ values }) => values.length > 0);
  for (const { name, values } of matrix) {
    const twice = values.findIndex((value, index) => values.map(String).indexOf(String(value)) < index);
    if (twice !== -1) {
      sound = false;
      complain(compiling, source.place(stepPath(step, 'matrix', name, twice)), {
        code: 'matrix-value',
        message: `Two values of "${name}" are spelt ${String(values[twice])}, and the steps would have one name.`,
        hint: 'Take one of them out.',
      });
    }
    for (const [index, value] of values.entries()) {
      if (typeof value !== 'string' || plainText.test(value)) continue;
      sound = false;
      complain(compiling, source.place(stepPath(step, 'matrix', name, index)), {
        code: 'matrix-value',
        message: `"${value.slice(0, 60)}" cannot stand in the name of a step.`,
        hint: 'Letters, digits, and . _ - / between them, 60 at most. Put longer texts into files and name those.',
      });
    }
  }
  const count = matrix.reduce((product, { values }) => product * values.length, 1);
  if (count > maxCombinations) {
    complain(compiling, source.keyPlace(stepPath(step, 'matrix')), {
      code: 'matrix-size',
      message: `The matrix has ${count} combinations; a step may run ${maxCombinations} times at most.`,
      hint: 'Take values out, or split the step.',
    });
    return [];
  }
  if (!sound) return [];
  return matrix.reduce<Axes[]>(
    (before, { name, values }) => before.flatMap((axes) => values.map((value) => ({ ...axes, [name]: value }))),
    [{}],
  );
}

/** The step with `${{ matrix.name }}` in `with` replaced by the values of one combination. */
export function putMatrixValues(
  compiling: Compiling,
  step: StepDraft,
  axes: Axes,
): { readonly step: StepDraft; readonly file: RecipeDraft } {
  const { draft: file } = compiling;
  if (!JSON.stringify(step.with ?? {}).includes('${{')) return { step, file };
  const lost: string[] = [];
  const put = (value: unknown, path: readonly (string | number)[]): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => put(item, [...path, index]));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, put(item, [...path, key])]));
    const name = typeof value === 'string' ? matrixReference(value) : undefined;
    if (name === undefined) return value;
    if (Object.hasOwn(axes, name)) return axes[name];
    lost.push(JSON.stringify(path));
    // A matrix that is wrong itself has names that nobody knows.
    const isWrong = [...file.known].some((known) =>
      known.startsWith(JSON.stringify(stepPath(step, 'matrix')).slice(0, -1)),
    );
    if (isWrong) return undefined;
    complain(compiling, file.source.placeInside(path, String(value).indexOf('${{')), {
      code: 'matrix-reference',
      message: `The step has no "${name}" in its matrix.`,
      hint:
        Object.keys(axes).length === 0
          ? `Add matrix: { ${name}: [..., ...] } to the step.`
          : suggest(name, Object.keys(axes), 'names in its matrix'),
    });
    return undefined;
  };
  const filled = put(step.with, stepPath(step, 'with')) as NonNullable<StepDraft['with']>;
  return {
    step: { ...step, with: filled },
    file: lost.length === 0 ? file : { ...file, known: new Set([...file.known, ...lost]) },
  };
}
