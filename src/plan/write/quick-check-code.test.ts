import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import recipeSchema from '../../../schemas/recipe.schema.json';
import { loadCatalog } from '../../project/catalog.js';
import { ownSchemaOptions } from '../../recipe/problems/json-schema.js';
import { quickCheckName, type QuickCheck } from '../../recipe/problems/quick-checks.js';
import { plainParamSchema } from '../resolve/param-schema.js';
import { stages, stageTraits } from '../traits.js';
import { quickCheckCode } from './quick-check-code.js';

const made: { checks: Record<string, QuickCheck>; meta: { schema: QuickCheck } } = Object.create(null);
const folder = join(__dirname, '../../../test/recipes/fixtures');

beforeAll(async () => {
  const run = new Function('exports', 'require', quickCheckCode(await loadCatalog())) as (
    exports: object,
    load: NodeJS.Require,
  ) => void;
  run(made, createRequire(__filename));
});

/** A value, and what is next to it: each key of its objects gone, misspelt, or of another type. */
function* neighbours(value: unknown): Generator<unknown> {
  yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const { [key]: old, ...rest } = value as Record<string, unknown>;
    yield rest;
    yield { ...rest, [`${key}z`]: old };
    yield { ...rest, [key]: typeof old === 'number' ? 'text' : -1 };
  }
}

function recipes(): unknown[] {
  const good = join(folder, 'good');
  const files = readdirSync(good, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return files.map((name) => parse(readFileSync(join(good, name), 'utf8')) as unknown);
}

test('a quick check says yes to the recipes Ajv says yes to, and to no other', () => {
  const slow = new Ajv2020(ownSchemaOptions).compile(recipeSchema);
  const quick = made.checks[quickCheckName(recipeSchema)]!;
  const cases = recipes().flatMap((recipe) => [...neighbours(recipe)]);
  const verdicts = cases.map((value) => slow(structuredClone(value)));
  expect(new Set(verdicts)).toEqual(new Set([true, false]));
  expect(cases.map((value) => quick(structuredClone(value)))).toEqual(verdicts);
});

test('every method has a quick check of its parameters, which agrees with Ajv', async () => {
  const catalog = await loadCatalog();
  for (const { params } of stages.flatMap((stage) => stageTraits(catalog, stage))) {
    const schema = plainParamSchema(params);
    const slow = new Ajv2020(ownSchemaOptions).compile(schema);
    const properties = params['properties'] as Record<string, { default?: unknown }>;
    const given = Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, each.default ?? 'text']));
    const cases = [...neighbours(given), ...neighbours({ model: 'teacher', models: ['student'] }), {}];
    const quick = made.checks[quickCheckName(schema)]!;
    expect(cases.map((value) => quick(structuredClone(value)))).toEqual(
      cases.map((value) => slow(structuredClone(value))),
    );
  }
});

test('a quick check fills in defaults as Ajv does', async () => {
  const { params } = stageTraits(await loadCatalog(), 'elicit').find(({ id }) => id === 'label')!;
  const given = { model: 'teacher' };
  expect(made.checks[quickCheckName(plainParamSchema(params))]!(given)).toBe(true);
  expect(given).toEqual({ model: 'teacher', temperature: 0 });
});

test('the check of schemas that users write knows a schema from what is none', () => {
  expect([made.meta.schema({ type: 'object' }), made.meta.schema({ type: 'objekt' })]).toEqual([true, false]);
});
