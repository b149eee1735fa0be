import type { JsonSchema } from '../../core/method.js';
import { resolveRef } from '../../plan/resolve/param-schema.js';
import type { Topic, TopicSection } from './topic.js';
import { describedAs, describeType } from './schema-type.js';

/**
 * Every key of a file, from its published schema: `budget.usd`, `steps.gate`, `profiles.models.price`. Lists and maps
 * leave no mark in the name. A key that several paths share by reference is there under each.
 */
export function schemaKeys(schema: JsonSchema, kind: 'recipe key' | 'project key'): readonly Topic[] {
  const topics: Topic[] = [];
  const seen = new Set<string>();
  const visit = (node: unknown, path: readonly string[], open: readonly JsonSchema[] = []): void => {
    const here = resolveRef(node, schema);
    // A schema inside itself (steps of a loop) is explained once.
    if (!here || open.includes(here)) return;
    const opened = [...open, here];
    for (const [name, value] of Object.entries((here['properties'] ?? {}) as Readonly<Record<string, unknown>>)) {
      const key = [...path, name];
      const id = key.join('.');
      if (seen.has(id)) continue;
      seen.add(id);
      topics.push(keyTopic({ name: id, kind, node: value, schema, required: requires(here, name) }));
      visit(value, key, opened);
    }
    for (const below of [here['items'], here['additionalProperties']]) visit(below, path, opened);
    for (const word of ['oneOf', 'anyOf', 'allOf'])
      for (const branch of (here[word] as readonly unknown[] | undefined) ?? []) visit(branch, path, opened);
  };
  visit(schema, []);
  return topics;
}

function requires(node: JsonSchema, name: string): boolean {
  return ((node['required'] as readonly string[] | undefined) ?? []).includes(name);
}

function keyTopic(input: {
  readonly name: string;
  readonly kind: Topic['kind'];
  readonly node: unknown;
  readonly schema: JsonSchema;
  readonly required: boolean;
}): Topic {
  const own = (typeof input.node === 'object' ? input.node : {}) as JsonSchema;
  const here = resolveRef(input.node, input.schema) ?? own;
  return {
    name: input.name,
    kind: input.kind,
    summary: describedAs(own, here),
    details: () => [
      { heading: 'It is', rows: [[`${describeType(here)}${input.required ? ', required' : ''}`]] },
      ...keysInside(here, input.schema),
    ],
  };
}

function keysInside(node: JsonSchema, schema: JsonSchema): TopicSection[] {
  const entry =
    resolveRef(node['items'] ?? (node['properties'] ? undefined : node['additionalProperties']), schema) ?? node;
  const properties = Object.entries((entry['properties'] ?? {}) as Readonly<Record<string, unknown>>);
  if (properties.length === 0) return [];
  const rows = properties.map(([name, value]) => {
    const own = (typeof value === 'object' ? value : {}) as JsonSchema;
    const below = resolveRef(value, schema) ?? own;
    const star = requires(entry, name) ? ' (required)' : '';
    return [`${name}${star}`, describedAs(own, below)];
  });
  return [{ heading: 'Keys', rows }];
}
