import recipeSchema from '../../schemas/recipe.schema.json';
import type { DataSource, Model, Recipe, RecipeInput, Step } from '../../schemas/generated/recipe.js';
import { schemaErrors } from './problems/json-schema.js';
import { readParams, type GivenParam, type Params } from './params.js';
import type { ProblemList } from './problems/problem-list.js';
import { resolveReferences, usedParams } from './expressions/references.js';
import { addSchemaProblems } from './problems/schema-problems.js';
import { readYaml, type Path, type YamlSource } from './yaml-source.js';

/**
 * A recipe as far as it can be read: references resolved, schema defaults filled in, values that do not fit left out (a
 * problem was added for each). What is there has its type; anything may be absent. Later checks go on with it, so that
 * all problems are found at once.
 */
export interface RecipeDraft {
  readonly source: YamlSource;
  readonly recipe: Partial<Omit<Recipe, 'steps' | 'data' | 'models' | 'params' | 'inputs' | 'outputs'>>;
  /** What a recipe that uses this one gives, and reads. */
  readonly inputs: Readonly<Record<string, RecipeInput>>;
  readonly outputs: Readonly<Record<string, string>>;
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
  /** Its place in the file: in the list of steps, or in that of a loop. */
  readonly path: Path;
}

export interface ParseRecipeInput {
  /** As errors name it. */
  readonly file: string;
  readonly text: string;
  readonly set: Readonly<Record<string, string>>;
  /** Parameters of a recipe that is used in another, as the other gives them. */
  readonly given?: Readonly<Record<string, GivenParam>>;
  readonly problems: ProblemList;
}

/** Undefined, with problems added, when the text is no YAML map. */
export async function parseRecipe(input: ParseRecipeInput): Promise<RecipeDraft | undefined> {
  const { file, text, set, given, problems } = input;
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
  const params = readParams({ source, set, given, problems });
  const lost = resolveReferences(source, params, problems);
  const value = source.value as Record<string, unknown>;
  const spelt = speltNames(value);
  const wrong = addSchemaProblems({
    errors: await schemaErrors(recipeSchema, value),
    source,
    problems,
    schema: recipeSchema,
    language: 'recipe',
    known: lost,
  });
  for (const path of wrong) remove(value, path);
  const { steps, data, models, params: _params, inputs, outputs, ...recipe } = value;
  return {
    source,
    recipe,
    inputs: mapOf(inputs) as Record<string, RecipeInput>,
    outputs: textsOf(outputs),
    models: mapOf(models) as Record<string, Model>,
    data: mapOf(data) as Record<string, Partial<DataSource>>,
    steps: stepDrafts(steps, ['steps']),
    params,
    spelt,
    unusedParams: params.names.filter((name) => !used.has(name)),
    known: new Set([...lost, ...wrong.map((path) => JSON.stringify(path))]),
  };
}

function speltNames({ data, models, inputs, steps }: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const list = Array.isArray(steps) ? steps.map(mapOf) : [];
  // Within a loop only those that are no names: the others are names there and nowhere else.
  const inside = list.flatMap(({ repeat }) => {
    const { carry, steps: body } = mapOf(repeat);
    return [...Object.keys(mapOf(carry)), ...idsOf(Array.isArray(body) ? body.map(mapOf) : [])];
  });
  return new Set([
    ...[data, models, inputs].flatMap((part) => Object.keys(mapOf(part))),
    ...idsOf(list),
    ...inside.filter((name) => !properName.test(name)),
  ]);
}

const properName = new RegExp(recipeSchema.$defs.Name.pattern, 'u');

function idsOf(steps: readonly Readonly<Record<string, unknown>>[]): string[] {
  return steps.flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function mapOf(value: unknown): Record<string, unknown> {
  const found = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  return Object.fromEntries(Object.entries(found).map(([name, entry]: [string, unknown]) => [name, entry ?? {}]));
}

/** The steps of a list that could be read, each with its place. */
export function stepDrafts(list: unknown, at: Path): StepDraft[] {
  if (!Array.isArray(list)) return [];
  return list.map((step: unknown, index) => ({ ...(typeof step === 'object' ? step : {}), path: [...at, index] }));
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
