import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import projectSchema from '../../../schemas/project.schema.json';
import recipeSchema from '../../../schemas/recipe.schema.json';
import { ownSchemaOptions } from '../../recipe/problems/json-schema.js';
import { quickCheckName } from '../../recipe/problems/quick-checks.js';
import type { Catalog } from '../contract.js';
import { plainParamSchema } from '../resolve/param-schema.js';
import { stages, stageTraits } from '../traits.js';

const meta = 'https://json-schema.org/draft/2020-12/schema';

/**
 * JavaScript of checks for the recipe and project schemas and every method's parameters: what the build writes and
 * src/recipe/problems/quick-checks.ts loads.
 */
export function quickCheckCode(catalog: Catalog): string {
  const params = stages.flatMap((stage) =>
    stageTraits(catalog, stage).map((method) => plainParamSchema(method.params)),
  );
  const ajv = new Ajv2020({ ...ownSchemaOptions, messages: false, code: { source: true, lines: true } });
  const names: Record<string, string> = {};
  for (const schema of [recipeSchema, projectSchema, ...params]) {
    const name = quickCheckName(schema);
    if (!names[name]) ajv.addSchema(withoutWords(schema), name);
    names[name] = name;
  }
  const metaAjv = new Ajv2020({ strict: false, messages: false, code: { source: true, lines: true } });
  return [
    '// Made by the build from the recipe and project schemas and the parameters of every method.',
    `exports.checks = ${closed(standaloneCode(ajv, names))};`,
    `exports.meta = ${closed(standaloneCode(metaAjv, { schema: meta }))};`,
    '',
  ].join('\n');
}

/** The checks say only whether a value fits, so the words in a schema need not be in them. */
function withoutWords(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      key === 'description' && typeof value === 'string' ? undefined : value,
    ),
  ) as object;
}

function closed(code: string): string {
  return `(() => {\nconst exports = {};\n${code}\nreturn exports;\n})()`;
}
