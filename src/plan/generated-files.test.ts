import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import projectSchema from '../../schemas/project.schema.json';
import recipeSchema from '../../schemas/recipe.schema.json';
import { loadCatalog } from '../project/catalog.js';
import { ownSchemaOptions } from '../recipe/problems/json-schema.js';
import { schemaDigest } from '../recipe/problems/quick-checks.js';
import { editorSchema } from './write/editor-schema.js';
import { plainParamSchema } from './resolve/param-schema.js';
import { stages, stageTraits } from './traits.js';

// `npm run gen` runs this with LIMBECK_WRITE_GENERATED=1, which writes the files in place of comparing them.
const folder = join(__dirname, '../../schemas/generated');
const meta = 'https://json-schema.org/draft/2020-12/schema';

/** The checks say only whether a value fits, so the words in a schema need not be in them. */
function withoutWords(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === 'description' && typeof value === 'string' ? undefined : value,
    ),
  ) as object;
}

function expectFile(name: string, text: string): void {
  const path = join(folder, name);
  if (process.env['LIMBECK_WRITE_GENERATED'] === '1') writeFileSync(path, text);
  const same = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (!same) throw new Error(`schemas/generated/${name} is stale: run "npm run gen".`);
}

test('the editor schema is what the catalog yields', async () => {
  expectFile('recipe.schema.json', `${JSON.stringify(editorSchema(recipeSchema, await loadCatalog()), null, 1)}\n`);
});

test('the editor schema of limbeck.yaml is the published one', () => {
  expectFile('project.schema.json', `${JSON.stringify(projectSchema, null, 1)}\n`);
});

test('the quick checks are what the schemas yield', async () => {
  const catalog = await loadCatalog();
  const params = stages.flatMap((stage) =>
    stageTraits(catalog, stage).map((method) => plainParamSchema(method.params)),
  );
  const ajv = new Ajv2020({ ...ownSchemaOptions, messages: false, code: { source: true, lines: true } });
  const names: Record<string, string> = {};
  for (const schema of [recipeSchema, projectSchema, ...params]) {
    const name = `c${schemaDigest(schema)}`;
    if (!names[name]) ajv.addSchema(withoutWords(schema), name);
    names[name] = name;
  }
  const metaAjv = new Ajv2020({ strict: false, messages: false, code: { source: true, lines: true } });
  const wrap = (code: string): string => `(() => {\nconst exports = {};\n${code}\nreturn exports;\n})()`;
  expectFile(
    'quick-checks.ts',
    [
      '// Generated from the recipe and project schemas and every method\'s parameters by "npm run gen". Do not edit.',
      '// @ts-nocheck',
      `export const checks = ${wrap(standaloneCode(ajv, names))};`,
      `export const meta = ${wrap(standaloneCode(metaAjv, { schema: meta }))};`,
      '',
    ].join('\n'),
  );
});
