import type { JsonSchema } from '../../core/method.js';

/** A schema in words: "integer from 1 to 100, 16 when absent". */
export function describeType(schema: JsonSchema): string {
  const values = schema['enum'] as readonly unknown[] | undefined;
  const branches = (schema['oneOf'] ?? schema['anyOf']) as readonly JsonSchema[] | undefined;
  const what =
    annotated(schema) ??
    (schema['const'] !== undefined
      ? JSON.stringify(schema['const'])
      : values
        ? `one of ${values.map(String).join(', ')}`
        : branches
          ? branches.map(describeType).join(', or ')
          : typeName(schema));
  const preset = schema['default'];
  return `${what}${limits(schema)}${preset === undefined ? '' : `; ${JSON.stringify(preset)} when absent`}`;
}

const MEANINGS: Readonly<Record<string, string>> = {
  model: 'name of a model',
  models: 'names of models',
  template: 'Liquid template, as text or { file: path }',
  'schema-file': 'JSON Schema, as a path or written out',
  column: 'name of a column',
  columns: 'names of columns',
  'gold-column': 'name of the column with the right answer',
  'cel-row': 'CEL over `row`',
};

function annotated(schema: JsonSchema): string | undefined {
  const annotation = schema['x-limbeck'];
  return typeof annotation === 'string' ? MEANINGS[annotation] : undefined;
}

const NAMES: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
};

function typeName({ type }: JsonSchema): string {
  const types = (Array.isArray(type) ? type : [type]).filter((name): name is string => typeof name === 'string');
  return types.length === 0 ? 'any value' : types.map((name) => NAMES[name] ?? name).join(' or ');
}

function limits(schema: JsonSchema): string {
  const number = (name: string, word: string): string =>
    typeof schema[name] === 'number' ? ` ${word} ${schema[name]}` : '';
  const low = number('minimum', 'from') || number('exclusiveMinimum', 'above');
  return low + (number('maximum', 'to') || number('exclusiveMaximum', 'below'));
}

/** What a schema says of itself, or the first of several that says anything. */
export function describedAs(...schemas: readonly JsonSchema[]): string {
  const said = schemas.map(({ description }) => description).find((text) => typeof text === 'string');
  return typeof said === 'string' ? said : '';
}
