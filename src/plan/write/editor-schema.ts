import type { JsonSchema } from '../../core/method.js';
import type { Catalog } from '../contract.js';
import { stages, stageTraits, type StepTraits } from '../traits.js';
import { shareProperties } from './share-properties.js';

/**
 * The recipe schema for editors: the published one, with `use` completed from the catalog and `with` and `from` checked
 * by what `use` names. The compiler does not use it; it says more, and with better words.
 */
export function editorSchema(recipeSchema: JsonSchema, catalog: Catalog): JsonSchema {
  const methods = stages.flatMap((stage) => stageTraits(catalog, stage));
  const schema = structuredClone(recipeSchema) as EditorSchema;
  const { params, shared } = shareProperties(methods.map((method) => withReferences(method.params)));
  Object.assign(schema.$defs, shared);
  const step = schema.$defs['Step']!;
  const { description } = step.properties['use']!;
  step.properties['use'] = {
    anyOf: [
      { enum: methods.map(nameOf), enumDescriptions: methods.map((method) => summaryOf(catalog, method)) },
      { type: 'string', pattern: '^\\.{1,2}/.+\\.ya?ml$', description: String(description) },
    ],
    description: String(description),
  };
  step.allOf = [
    // A step is a loop, or it says what it does. The steps of a loop are steps too, so all below holds for them.
    { if: { required: ['repeat'] }, else: { required: ['use'] } },
    ...methods.map((method, index) => ({
      if: { properties: { use: { const: nameOf(method) } }, required: ['use'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
      then: thenOf(method, params[index]!),
    })),
  ];
  const repeat = schema.$defs['Repeat']!;
  repeat.properties['times'] = orReference(repeat.properties['times']!);
  for (const name of ['calls', 'tokens', 'usd', 'gpu_hours']) {
    const budget = schema.$defs['RecipeBudget']!;
    budget.properties[name] = orReference(budget.properties[name]!);
  }
  schema['$id'] = 'https://limbeck.dev/schemas/generated/recipe.schema.json';
  return schema;
}

interface EditorSchema {
  [key: string]: unknown;
  readonly $defs: Record<string, { properties: Record<string, Record<string, unknown>>; allOf?: unknown[] }>;
}

function nameOf({ stage, id }: StepTraits): string {
  return `${stage}/${id}`;
}

function summaryOf(catalog: Catalog, { stage, id }: StepTraits): string {
  return catalog[stage].find((method) => method.id === id)?.summary ?? '';
}

function thenOf(method: StepTraits, params: JsonSchema): Record<string, unknown> {
  const ports = Object.entries(method.ports);
  const open = ports.some(([name]) => name === '*');
  const needed = (method.params['required'] as readonly string[] | undefined) ?? [];
  return {
    properties: {
      with: params,
      from: {
        properties: Object.fromEntries(
          ports
            .filter(([name]) => name !== '*')
            .map(([name, port]) => [name, { type: 'string', description: port.description }]),
        ),
        ...(open ? {} : { additionalProperties: false }),
      },
    },
    ...(needed.length > 0 ? { required: ['with'] } : {}),
  };
}

/** `${{ params.x }}` may stand for any value of `with`. */
function withReferences(node: unknown): Record<string, unknown> {
  const plain = strip(node) as Record<string, unknown>;
  const properties = (plain['properties'] ?? {}) as Readonly<Record<string, Record<string, unknown>>>;
  return {
    ...plain,
    properties: Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, orReference(each)])),
  };
}

function orReference(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (schema['type'] === 'string' && schema['pattern'] === undefined) return { ...schema };
  const { description, default: preset, ...rest } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
    anyOf: [rest, { type: 'string', pattern: '^\\$\\{\\{' }],
  };
}

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !key.startsWith('x-limbeck'))
      .map(([key, value]) => [key, strip(value)]),
  );
}
