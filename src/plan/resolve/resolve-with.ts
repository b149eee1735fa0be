import type { PlanModelRef } from '../../../schemas/generated/plan.js';
import type { JsonSchema } from '../../core/method.js';
import { sha256Hex } from '../../core/digest.js';
import { schemaErrors } from '../../recipe/problems/json-schema.js';
import { addSchemaProblems } from '../../recipe/problems/schema-problems.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import { checkRowExpression } from '../check/check-expressions.js';
import { complain, stepPath, type Compiling, type StepInput } from '../compiling.js';
import type { PlacedStep } from '../expand/expanded-step.js';
import { spreadModels } from './spread-models.js';
import { resolveModel } from './resolve-model.js';
import { annotatedValues, plainParamSchema, type AnnotatedValue } from './param-schema.js';
import { resolveSchemaFile } from './resolve-schema-file.js';
import { resolveTemplate } from './resolve-template.js';
import type { StepTraits } from '../traits.js';

export interface ResolvedWith {
  readonly with: Readonly<Record<string, unknown>>;
  readonly identityWith: Readonly<Record<string, unknown>>;
  readonly models: readonly PlanModelRef[];
  readonly templates: readonly { readonly text: string; readonly variables: readonly string[] }[];
  /** False when the parameters do not fit their schema: nothing may be computed from them. */
  readonly sound: boolean;
  /** True when every model it names is there. */
  readonly modelsKnown: boolean;
}

/**
 * A step's parameters: checked against the method's schema, defaults filled in, files read, names followed. Method and
 * step key see the result, so moving a prompt from the recipe into a file changes nothing.
 */
export async function resolveWith(
  compiling: Compiling,
  step: PlacedStep,
  traits: StepTraits,
  inputs: readonly StepInput[],
): Promise<ResolvedWith> {
  const { source, known } = compiling.draft;
  const value = structuredClone(step.with ?? {}) as Record<string, unknown>;
  const hidden = known.has(JSON.stringify(stepPath(step, 'with')));
  const errors = hidden ? [] : await schemaErrors(plainParamSchema(traits.params), value);
  const said = addSchemaProblems({ errors, source, problems: compiling.problems, base: stepPath(step, 'with'), known });
  const wrong = new Set(said.map((path) => JSON.stringify(path)));
  const models: PlanModelRef[] = [];
  const templates: { text: string; variables: readonly string[] }[] = [];
  const replaced: { path: readonly (string | number)[]; digest: string }[] = [];
  spreadModels(step.scope, traits, value);
  const named = modelParams(traits, value);
  const required = (traits.params['required'] ?? []) as readonly string[];
  let modelsKnown = Object.keys(traits.needs).every((role) => value[role] !== undefined || !required.includes(role));
  let sound = errors.length === 0 && !hidden;
  for (const item of [...annotatedValues(traits.params, value), ...named]) {
    if (wrong.has(JSON.stringify([...stepPath(step, 'with'), ...item.path]))) {
      if (item.annotation === 'model' || item.annotation === 'models') modelsKnown = false;
      continue;
    }
    const good = await resolveValue({ compiling, step, traits, inputs, item, value, models, templates, replaced });
    sound &&= good;
    if (item.annotation === 'model' || item.annotation === 'models') modelsKnown &&= good;
  }
  const keysKnown = checkModelKeys(compiling, step, annotatedValues(traits.params, value), models);
  sound &&= keysKnown;
  return { with: value, identityWith: identityOf(value, traits, replaced), models, templates, sound, modelsKnown };
}

interface Resolving {
  readonly compiling: Compiling;
  readonly step: PlacedStep;
  readonly traits: StepTraits;
  readonly inputs: readonly StepInput[];
  readonly item: AnnotatedValue;
  /** The whole of `with`. */
  readonly value: Record<string, unknown>;
  readonly models: PlanModelRef[];
  readonly templates: { text: string; variables: readonly string[] }[];
  readonly replaced: { path: readonly (string | number)[]; digest: string }[];
}

async function resolveValue(resolving: Resolving): Promise<boolean> {
  const { compiling, step, item, models, templates, replaced } = resolving;
  const at = stepPath(step, 'with', ...item.path);
  switch (item.annotation) {
    case 'model':
      return item.isKey || followModel(resolving, String(item.value), at);
    case 'models': {
      const names = Array.isArray(item.value) ? item.value : [];
      return names
        .map((name, index) => typeof name !== 'string' || followModel(resolving, name, [...at, index]))
        .every(Boolean);
    }
    case 'template': {
      const found = await resolveTemplate({ compiling, at, value: item.value, ...templateNames(resolving) });
      if (found) {
        item.replace(found.text);
        templates.push(found);
      }
      return found !== undefined;
    }
    case 'schema-file': {
      const found = await resolveSchemaFile(compiling, at, item.value);
      if (found) {
        item.replace(found);
        replaced.push({ path: item.path, digest: sha256Hex(JSON.stringify(found)) });
      }
      return found !== undefined;
    }
    case 'column':
    case 'gold-column':
      return checkColumn(resolving, item.value, at);
    case 'columns': {
      const names = Array.isArray(item.value) ? item.value : [];
      return names.map((name, index) => checkColumn(resolving, name, [...at, index])).every(Boolean);
    }
    case 'cel-row':
      return checkRowExpression(compiling, at, String(item.value), firstColumns(resolving));
    default:
      throw new TypeError(`${resolving.traits.id} has a parameter of an unknown sort.`);
  }

  function followModel({ traits }: Resolving, name: string, where: readonly (string | number)[]): boolean {
    const role = String(item.path[0]);
    const found = resolveModel({
      compiling,
      step,
      asker: `${traits.stage}/${traits.id}`,
      needs: traits.needs,
      role,
      name,
      at: where,
    });
    if (found) models.push(found);
    return found !== undefined;
  }
}

/** Parameters of `needs` that the schema leaves without an annotation. */
function modelParams({ needs, params }: StepTraits, value: Readonly<Record<string, unknown>>): AnnotatedValue[] {
  const properties = (params['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  return Object.keys(needs)
    .filter((role) => properties[role]?.['x-limbeck'] === undefined && value[role] !== undefined)
    .map((role) => ({
      annotation: Array.isArray(value[role]) ? ('models' as const) : ('model' as const),
      schema: properties[role] ?? {},
      value: value[role],
      path: [role],
      isKey: false,
      replace: () => undefined,
    }));
}

/** A map by model, such as prompts: each key must be one of the models the step uses. */
function checkModelKeys(
  compiling: Compiling,
  step: PlacedStep,
  items: readonly AnnotatedValue[],
  models: readonly PlanModelRef[],
): boolean {
  const names = models.map(({ name }) => name);
  const strange = items.filter(
    ({ annotation, isKey, value }) => annotation === 'model' && isKey && !names.includes(String(value)),
  );
  for (const { value, path } of strange) {
    complain(compiling, compiling.draft.source.keyPlace(stepPath(step, 'with', ...path)), {
      code: 'unknown-model',
      message: `"${String(value)}" is none of the models this step uses.`,
      hint: suggest(String(value), names, 'models'),
    });
  }
  return strange.length === 0;
}

/** Columns on every row of the first port; of all inputs when that port takes many. */
function firstColumns({ traits, inputs }: Resolving): readonly string[] | undefined {
  const first = Object.keys(traits.ports)[0];
  const flows = inputs.filter(({ slot }) => slot === first).map(({ flow }) => flow?.columns);
  const [head, ...rest] = flows;
  if (!head || rest.includes(undefined)) return undefined;
  return head.filter((column) => rest.every((columns) => columns!.includes(column)));
}

/** What a template may name, the columns every record has among them; and what it must not give away. */
function templateNames(resolving: Resolving): { columns: readonly string[] | undefined; secret: readonly string[] } {
  const { item, traits, value } = resolving;
  const own = item.schema['x-limbeck-variables'];
  if (Array.isArray(own)) return { columns: own.map(String), secret: [] };
  const columns = firstColumns(resolving);
  const secret = annotatedValues(traits.params, value).flatMap((column) =>
    column.annotation === 'gold-column' ? [String(column.value)] : [],
  );
  return { columns: columns && [...columns, 'id', 'parents'].filter((column) => !secret.includes(column)), secret };
}

function checkColumn(resolving: Resolving, name: unknown, at: readonly (string | number)[]): boolean {
  const columns = firstColumns(resolving);
  if (columns === undefined || typeof name !== 'string' || columns.includes(name)) return true;
  complain(resolving.compiling, resolving.compiling.draft.source.place(at), {
    code: 'unknown-column',
    message: `The rows have no column "${name}".`,
    hint: suggest(name, columns, 'columns'),
  });
  return false;
}

/**
 * `with` for the step key. A schema stands by its digest, since the order of its properties counts and canonical JSON
 * would lose it. Names of models are left out, since models stand by their own identities; those of models under
 * measure are kept, for metrics are called after them.
 */
function identityOf(
  value: Readonly<Record<string, unknown>>,
  traits: StepTraits,
  replaced: Resolving['replaced'],
): Record<string, unknown> {
  const identity = structuredClone(value) as Record<string, unknown>;
  for (const { path, digest } of replaced) {
    const holder = path
      .slice(0, -1)
      .reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], identity);
    (holder as Record<string | number, unknown>)[path.at(-1)!] = { schema_digest: digest };
  }
  for (const role of Object.keys(traits.needs)) if (role !== traits.measures?.subjects) delete identity[role];
  return identity;
}
