import type { JsonValue } from '../../../src/core/canonical-json.js';

/**
 * JSON text of a value with its keys in the order in which a JSON Schema lists its properties: one spelling per value,
 * in the order the schema's author chose. Keys the schema does not list come last, sorted. Spelt as JSON.stringify does,
 * without spaces.
 */
export function jsonInSchemaOrder(value: JsonValue, schema: unknown): string {
  return write(value, schema, schema);
}

function write(value: JsonValue, schema: unknown, root: unknown): string {
  const known = resolve(schema, root);
  if (Array.isArray(value)) {
    const prefix = Array.isArray(known['prefixItems']) ? known['prefixItems'] : [];
    return `[${value.map((item, index) => write(item, prefix[index] ?? known['items'], root)).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = asObject(known['properties']);
  const listed = Object.keys(properties).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  // oxlint-disable-next-line require-array-sort-compare -- by UTF-16 code unit, as canonical JSON sorts
  const keys = [...listed, ...others.toSorted()];
  return `{${keys.map((key) => `${JSON.stringify(key)}:${write(value[key]!, properties[key], root)}`).join(',')}}`;
}

/** Follow references inside the same schema ("#/$defs/x"); any other reference says nothing about order. */
function resolve(schema: unknown, root: unknown): Record<string, unknown> {
  let current = asObject(schema);
  for (let hops = 0; typeof current['$ref'] === 'string' && hops < 32; hops++) {
    const path = current['$ref'];
    if (!path.startsWith('#/')) return {};
    current = asObject(
      path
        .slice(2)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce<unknown>((at, part) => asObject(at)[part], root),
    );
  }
  return current;
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
