import recipeSchema from '../../schemas/recipe.schema.json';
import type { DataSource, Model, Recipe, Step } from '../../schemas/generated/recipe.js';
import { schemaErrors } from './json-schema.js';
import { readParams, type Params } from './params.js';
import type { ProblemList } from './problem-list.js';
import { resolveReferences, usedParams } from './references.js';
import { addSchemaProblems } from './schema-problems.js';
import { readYaml, type Path, type YamlSource } from './yaml-source.js';

/**
 * A recipe as far as it can be read: references resolved, schema defaults filled in, values that do not fit left out (a
 * problem was added for each). What is there has its type; anything may be absent. Later checks go on with it, so that
 * all problems are found at once.
 */
export interface RecipeDraft {
  readonly source: YamlSource;
  readonly recipe: Partial<Omit<Recipe, 'steps' | 'data' | 'models' | 'params'>>;
  readonly models: Readonly<Record<string, Model>>;
  readonly data: Readonly<Record<string, Partial<DataSource>>>;
  readonly steps: readonly StepDraft[];
  readonly params: Params;
  readonly unusedParams: readonly string[];
  /** Names as the file has them, also those that are no names. */
  readonly spelt: ReadonlySet<string>;
  /** Paths of values about which something was said. */
  readonly known: ReadonlySet<string>;
}

export interface StepDraft extends Partial<Step> {
  /** Its place in the file's list. */
  readonly index: number;
}

export interface ParseRecipeInput {
  /** As errors name it. */
  readonly file: string;
  readonly text: string;
  readonly set: Readonly<Record<string, string>>;
  readonly problems: ProblemList;
}

/** Undefined, with problems added, when the text is no YAML map. */
export async function parseRecipe({ file, text, set, problems }: ParseRecipeInput): Promise<RecipeDraft | undefined> {
  const source = readYaml(file, text, problems);
  if (!source) return undefined;
  if (typeof source.value !== 'object' || source.value === null || Array.isArray(source.value)) {
    problems.add({
      code: 'not-a-recipe',
      message: 'A recipe is a map of keys; this file is not.',
      hint: '`limbeck init` writes one to begin with.',
      where: source.place([]),
    });
    return undefined;
  }
  const used = usedParams(source.value);
  const params = readParams(source, set, problems);
  const lost = resolveReferences(source, params, problems);
  const value = source.value as Record<string, unknown>;
  const spelt = speltNames(value);
  const wrong = addSchemaProblems({
    errors: await schemaErrors(recipeSchema, value),
    source,
    problems,
    language: 'recipe',
    known: lost,
  });
  for (const path of wrong) remove(value, path);
  const { steps, data, models, params: _params, ...recipe } = value;
  return {
    source,
    recipe,
    models: mapOf(models) as Record<string, Model>,
    data: mapOf(data) as Record<string, Partial<DataSource>>,
    steps: listOf(steps),
    params,
    spelt,
    unusedParams: params.names.filter((name) => !used.has(name)),
    known: new Set([...lost, ...wrong.map((path) => JSON.stringify(path))]),
  };
}

function speltNames({ data, models, steps }: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const ids = (Array.isArray(steps) ? steps : []).map((step: unknown) =>
    typeof step === 'object' && step !== null ? (step as { id?: unknown }).id : undefined,
  );
  return new Set([
    ...Object.keys(mapOf(data)),
    ...Object.keys(mapOf(models)),
    ...ids.filter((id) => typeof id === 'string'),
  ]);
}

function mapOf(value: unknown): Record<string, unknown> {
  const found = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return Object.fromEntries(Object.entries(found).map(([name, entry]: [string, unknown]) => [name, entry ?? {}]));
}

function listOf(value: unknown): StepDraft[] {
  if (!Array.isArray(value)) return [];
  return value.map((step: unknown, index) => ({ ...(typeof step === 'object' ? step : {}), index }));
}

/** Takes a wrong value out; in a list the place stays, so that paths stay true. */
function remove(root: Record<string, unknown>, path: Path): void {
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((at, key) => (at as Record<string | number, unknown> | undefined | null)?.[key], root);
  const key = path.at(-1);
  if (typeof holder !== 'object' || holder === null || key === undefined) return;
  if (Array.isArray(holder)) holder[Number(key)] = undefined;
  else delete (holder as Record<string, unknown>)[String(key)];
}
