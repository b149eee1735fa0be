import type * as Cel from '../recipe/cel.js';
import type { CelFields } from '../recipe/cel.js';
import { suggest } from '../recipe/problem-list.js';
import type { StepDraft } from '../recipe/parse-recipe.js';
import type { Path } from '../recipe/yaml-source.js';
import { complain, stepPath, type Compiling, type ResolvedStep } from './compiling.js';

/** CEL is loaded only when a recipe has an expression. */
async function check(
  compiling: Compiling,
  at: Path,
  expression: string,
  variables: Readonly<Record<string, CelFields>>,
): Promise<boolean> {
  const { checkCondition } = require('../recipe/cel.js') as typeof Cel;
  const problem = checkCondition(expression, variables);
  if (!problem) return true;
  const known = [...Object.keys(variables), ...Object.values(variables).flatMap(allNames)];
  const { unknownName } = problem;
  complain(compiling, compiling.draft.source.placeInside(at, problem.offset), {
    code: 'expression',
    message:
      unknownName === undefined
        ? `The expression is wrong: ${problem.message}.`
        : `The expression names "${unknownName}", which is not there.`,
    hint: unknownName === undefined ? undefined : suggest(unknownName, [...new Set(known)], 'names'),
  });
  return false;
}

function allNames(fields: CelFields): string[] {
  return Object.entries(fields).flatMap(([name, below]) => [
    name,
    ...(typeof below === 'object' ? allNames(below) : []),
  ]);
}

/** A `cel-row` parameter, over the columns of the first input. */
export async function checkRowExpression(
  compiling: Compiling,
  at: Path,
  expression: string,
  columns: readonly string[] | undefined,
): Promise<boolean> {
  if (columns === undefined) return true;
  const fields = Object.fromEntries([...columns, 'id', 'parents'].map((column) => [column, 'dyn' as const]));
  return check(compiling, at, expression, { row: fields });
}

/** `gate`: over this step's own metrics, by model. */
export async function checkGate(compiling: Compiling, step: StepDraft, resolved: ResolvedStep): Promise<void> {
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
  await check(compiling, at, step.gate, { metrics: metricsOf(resolved) });
}

/** `when`: over params, and the metrics of the evaluate steps that the step waits for. */
export async function checkWhen(
  compiling: Compiling,
  step: StepDraft,
  resolved: Pick<ResolvedStep, 'needs'>,
): Promise<void> {
  if (step.when === undefined) return;
  const params = Object.fromEntries(
    compiling.draft.params.names.map((name) => [name, celType(compiling.draft.params.values[name])]),
  );
  const metrics: Record<string, CelFields> = {};
  for (const need of resolved.needs) {
    const before = compiling.steps.get(need);
    if (before?.traits.produces === 'metrics') metrics[need] = metricsOf(before);
  }
  const at = stepPath(step, 'when');
  const unwaited = [...compiling.names].find(
    ([name, { use }]) => use === 'step' && !Object.hasOwn(metrics, name) && namesMetricsOf(step.when!, name),
  );
  if (unwaited) {
    complain(compiling, compiling.draft.source.placeInside(at, step.when.indexOf(unwaited[0])), {
      code: 'when-order',
      message: `The metrics of "${unwaited[0]}" are not there when this step begins.`,
      hint: `Add needs: [${unwaited[0]}], if that is an evaluate step.`,
    });
    return;
  }
  await check(compiling, at, step.when, { params, metrics });
}

function namesMetricsOf(expression: string, step: string): boolean {
  return (
    expression.includes(`metrics.${step}.`) ||
    expression.includes(`metrics['${step}']`) ||
    expression.includes(`metrics["${step}"]`)
  );
}

function celType(value: unknown): 'string' | 'bool' | 'double' | 'dyn' {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'number' ? 'double' : 'dyn';
}

/** Metrics by model as CEL sees them; any metric goes where the method does not say which it gives. */
function metricsOf({ traits, models }: ResolvedStep): CelFields {
  if (!traits.metrics) return Object.fromEntries(models.map(({ name }) => [name, 'dyn' as const]));
  const names = Object.entries(traits.metrics).flatMap(([metric, form]) =>
    form === 'interval' ? [metric, `${metric}_low`, `${metric}_high`] : [metric],
  );
  const fields = Object.fromEntries(names.map((name) => [name, 'double' as const]));
  return Object.fromEntries(models.map(({ name }) => [name, fields]));
}
