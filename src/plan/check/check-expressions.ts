import type * as Cel from '../../recipe/expressions/cel.js';
import type { CelFields } from '../../recipe/expressions/cel.js';
import type * as CelHints from '../../recipe/expressions/cel-hints.js';
import type { Path } from '../../recipe/yaml-source.js';
import { complain, stepPath, type Compiling, type ResolvedStep } from '../compiling.js';
import type { PlacedStep } from '../expand/expanded-step.js';

/** CEL is loaded only when a recipe has an expression. Complains in the file at hand; true when nothing is wrong. */
export function checkCel(input: {
  readonly compiling: Compiling;
  readonly at: Path;
  readonly expression: string;
  readonly variables: Readonly<Record<string, CelFields>>;
  readonly wanted?: 'bool' | 'number';
}): boolean {
  const { compiling, at, expression, variables, wanted } = input;
  const { checkExpression } = require('../../recipe/expressions/cel.js') as typeof Cel;
  const problem = checkExpression(expression, variables, wanted);
  if (!problem) return true;
  const { explainCel } = require('../../recipe/expressions/cel-hints.js') as typeof CelHints;
  const { offset, ...said } = explainCel(expression, problem, variables);
  complain(compiling, compiling.draft.source.placeInside(at, offset), { code: 'expression', ...said });
  return false;
}

/** A `cel-row` parameter, over the columns of the first input. */
export function checkRowExpression(
  compiling: Compiling,
  at: Path,
  expression: string,
  columns: readonly string[] | undefined,
): boolean {
  if (columns === undefined) return true;
  const fields = Object.fromEntries([...columns, 'id', 'parents'].map((column) => [column, 'dyn' as const]));
  return checkCel({ compiling, at, expression, variables: { row: fields } });
}

/** `gate`: over this step's own metrics, by model. */
export function checkGate(compiling: Compiling, step: PlacedStep, resolved: ResolvedStep): void {
  if (step.gate === undefined) return;
  const at = stepPath(step, 'gate');
  if (resolved.traits.produces !== 'metrics') {
    complain(compiling, compiling.draft.source.keyPlace(at), {
      code: 'gate-place',
      message: 'Only evaluate steps have metrics for a gate.',
      hint: 'Use `when` to skip a step, or put the gate on an evaluate step.',
    });
    return;
  }
  checkCel({ compiling, at, expression: step.gate, variables: { metrics: metricsOf(resolved) } });
}

export function celType(value: unknown): 'string' | 'bool' | 'double' | 'dyn' {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'number' ? 'double' : 'dyn';
}

/**
 * Metrics by model as CEL sees them; those of the only model also without its name. Any metric goes where the method does
 * not say which it gives.
 */
export function metricsOf({ traits, models: all }: ResolvedStep): CelFields {
  const { subjects, metrics } = traits.measures ?? {};
  const models = all.filter(({ role }) => role === subjects);
  if (!metrics) return Object.fromEntries(models.map(({ name }) => [name, 'dyn' as const]));
  const names = Object.entries(metrics).flatMap(([metric, { interval }]) =>
    interval ? [metric, `${metric}_low`, `${metric}_high`] : [metric],
  );
  const fields = Object.fromEntries(names.map((name) => [name, 'double' as const]));
  const byModel = Object.fromEntries(models.map(({ name }) => [name, fields]));
  return models.length === 1 ? { ...fields, ...byModel } : byModel;
}
