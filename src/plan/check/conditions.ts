import type * as CelNames from '../../recipe/expressions/cel-names.js';
import type { NamedPath } from '../../recipe/expressions/cel-names.js';
import type { CelFields } from '../../recipe/expressions/cel.js';
import type { Path } from '../../recipe/yaml-source.js';
import { celType, checkCel, metricsOf } from './check-expressions.js';
import { complain, stepPath, within, type Compiling } from '../compiling.js';
import type { PlacedStep } from '../expand/expanded-step.js';
import { lookUp, visibleTargets, type Scope, type Target } from '../expand/scope.js';

/**
 * `when`, `until` and `keep` over params and metrics: checked in the file that says them, then said anew over the plan's
 * names, for the plan is flat and a name means something else in each recipe and round.
 */
export interface Expression {
  readonly text: string;
  readonly at: Path;
  readonly step: PlacedStep;
  /** What `metrics`, and `previous` if it is there, see. */
  readonly scope: Scope;
  readonly roots: readonly ('metrics' | 'previous')[];
  readonly wanted: 'bool' | 'number';
  /** Whether the metrics of a step are there. */
  readonly isThere: (waits: string) => boolean;
  /** Its name where the expression is evaluated. */
  readonly spell: (planName: string) => string;
  /** False where the values of params are put in. */
  readonly keepParams: boolean;
}

/** The expression over the plan's names; undefined, with a problem added, when it is wrong. */
export function resolveExpression(compiling: Compiling, expression: Expression): string | undefined {
  const { text, at, step, scope, roots, wanted, spell, keepParams } = expression;
  const { namedPaths, replacePieces, celLiteral } = require('../../recipe/expressions/cel-names.js') as typeof CelNames;
  const view = within(compiling, step);
  const paths = namedPaths(text, [...roots, 'params']);
  for (const path of paths) {
    const leaf = path.root === 'params' ? undefined : leafOf(path, scope);
    if (!leaf || expression.isThere(leaf.waits)) continue;
    complain(view, view.draft.source.placeInside(at, path.parts[0]!.start), {
      code: 'when-order',
      message: `The metrics of "${leaf.written}" are not there when this step begins.`,
      hint: `Add needs: [${leaf.written}], if that is an evaluate step.`,
    });
    return undefined;
  }
  const { params } = view.draft;
  const fields = metricFields(compiling, expression);
  const variables: Record<string, CelFields> = {
    params: Object.fromEntries(params.names.map((name) => [name, celType(params.values[name])])),
    ...Object.fromEntries(roots.map((root) => [root, fields])),
  };
  if (!checkCel({ compiling: view, at, expression: text, variables, wanted })) return undefined;
  const pieces = paths.flatMap((path) => {
    if (path.root === 'params') {
      const part = path.parts[0];
      const value = part && params.values[part.name];
      return part && value !== undefined && !keepParams
        ? [{ start: path.start, end: part.end, text: celLiteral(value) }]
        : [];
    }
    const leaf = leafOf(path, scope);
    const name = leaf && spell(leaf.planName);
    if (!leaf || (leaf.parts === 1 && name === leaf.written)) return [];
    return [{ start: path.start, end: leaf.end, text: `${path.root}['${name}']` }];
  });
  return replacePieces(text, pieces);
}

/** All conditions of a step: its own `when`, and that of each step that uses the recipe it stands in. */
export function resolveWhen(
  compiling: Compiling,
  steps: readonly PlacedStep[],
  needs: readonly string[],
): string | undefined {
  const conditions = steps.flatMap((step) => {
    if (step.when === undefined) return [];
    const resolved = resolveExpression(compiling, {
      text: step.when,
      at: stepPath(step, 'when'),
      step,
      scope: step.scope,
      roots: ['metrics'],
      wanted: 'bool',
      isThere: (waits) => needs.includes(waits),
      spell: (planName) => planName,
      keepParams: step.file.source === compiling.draft.source,
    });
    return resolved === undefined ? [] : [resolved];
  });
  if (conditions.length < 2) return conditions[0];
  return conditions.map((condition) => `(${condition})`).join(' && ');
}

interface MetricLeaf {
  readonly planName: string;
  readonly waits: string;
  readonly written: string;
  /** Parts of the path that name the step. */
  readonly parts: number;
  /** Where they end. */
  readonly end: number;
}

/** The step that a path such as `metrics.loop.check.accuracy` begins with. */
function leafOf({ parts }: NamedPath, scope: Scope): MetricLeaf | undefined {
  let written = '';
  for (const [at, { name, end }] of parts.entries()) {
    written = written === '' ? name : `${written}.${name}`;
    const looked = lookUp(scope, written);
    if ('found' in looked) {
      const only = looked.found.length === 1 ? looked.found[0]!.target : undefined;
      return only?.use === 'step' ? { planName: only.id, waits: only.waits, written, parts: at + 1, end } : undefined;
    }
    if (!('group' in looked)) return undefined;
  }
  return undefined;
}

/** Metrics in sight: by step, those of loops and used recipes below their names. */
function metricFields(compiling: Compiling, { scope, isThere }: Expression): CelFields {
  const fieldsOf = (target: Target): CelFields | undefined => {
    if (target.use === 'step') {
      const maker = compiling.steps.get(target.like);
      return maker?.traits.produces === 'metrics' && isThere(target.waits) ? metricsOf(maker) : undefined;
    }
    if (target.use !== 'group') return undefined;
    const members = [...target.members].flatMap(([name, member]) => {
      const fields = fieldsOf(member);
      return fields ? [[name, fields] as const] : [];
    });
    return members.length === 0 ? undefined : Object.fromEntries(members);
  };
  const entries = [...visibleTargets(scope)].flatMap(([name, target]) => {
    if (target.use !== 'matrix') {
      const fields = fieldsOf(target);
      return fields ? [[name, fields] as const] : [];
    }
    const looked = lookUp(scope, name);
    const found = 'found' in looked ? looked.found : [];
    return found.flatMap(({ label, target: leaf }) => {
      const fields = fieldsOf(leaf);
      return fields ? [[label, fields] as const] : [];
    });
  });
  return Object.fromEntries(entries);
}
