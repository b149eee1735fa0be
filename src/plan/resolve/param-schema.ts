import type { JsonSchema } from '../../core/method.js';

export type Annotation =
  | 'model'
  | 'models'
  | 'template'
  | 'schema-file'
  | 'column'
  | 'columns'
  | 'gold-column'
  | 'cel-row';

/** A value of `with` that means more than its type says. */
export interface AnnotatedValue {
  readonly annotation: Annotation;
  readonly schema: JsonSchema;
  readonly value: unknown;
  /** In `with`. */
  readonly path: readonly (string | number)[];
  /** The value is the last key of the path (`propertyNames`). */
  readonly isKey: boolean;
  replace(value: unknown): void;
}

type Holder = Record<string | number, unknown>;

/** Every annotated value that is there, in the order of the document. */
export function annotatedValues(schema: JsonSchema, value: Holder): readonly AnnotatedValue[] {
  const found: AnnotatedValue[] = [];
  const visit = (
    node: unknown,
    at: unknown,
    path: readonly (string | number)[],
    holder: Holder,
    isKey = false,
  ): void => {
    const here = resolveRef(node, schema);
    if (!here || at === undefined) return;
    const annotation = here['x-limbeck'];
    if (typeof annotation === 'string') {
      const last = path.at(-1)!;
      const replace = (next: unknown): void => void (holder[last] = next);
      found.push({ annotation: annotation as Annotation, schema: here, value: at, path, isKey, replace });
      return;
    }
    for (const branch of ['anyOf', 'oneOf', 'allOf']) {
      const branches = here[branch];
      if (Array.isArray(branches)) for (const each of branches) visit(each, at, path, holder, isKey);
    }
    if (typeof at !== 'object' || at === null) return;
    const properties = (here['properties'] ?? {}) as Readonly<Record<string, unknown>>;
    for (const [key, item] of Object.entries(at)) {
      const below = [...path, Array.isArray(at) ? Number(key) : key];
      if (!Array.isArray(at) && here['propertyNames']) visit(here['propertyNames'], key, below, {}, true);
      const own = Array.isArray(at)
        ? here['items']
        : Object.hasOwn(properties, key)
          ? properties[key]
          : here['additionalProperties'];
      visit(own, item, below, at as Holder);
    }
  };
  visit(schema, value, [], {});
  return found;
}

/** A schema, or the one in `root` that its `$ref` names; undefined when there is none. */
export function resolveRef(node: unknown, root: JsonSchema): JsonSchema | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  const ref = (node as JsonSchema)['$ref'];
  if (typeof ref !== 'string') return node as JsonSchema;
  const target = ref.startsWith('#/')
    ? ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, part) => (at as JsonSchema | undefined)?.[part], root)
    : undefined;
  return typeof target === 'object' && target !== null ? (target as JsonSchema) : undefined;
}

const plain = new WeakMap<object, JsonSchema>();

/** The schema for Ajv: annotations gone, and what they allow said once, so that one slip gives one error. */
export function plainParamSchema(schema: JsonSchema): JsonSchema {
  const known = plain.get(schema);
  if (known) return known;
  const made = strip(schema) as JsonSchema;
  plain.set(schema, made);
  return made;
}

function strip(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node;
  const schema = node as JsonSchema;
  const { description } = schema;
  const says = description === undefined ? {} : { description };
  if (schema['x-limbeck'] === 'template') return { ...templateShape, ...says };
  if (schema['x-limbeck'] === 'schema-file') return { type: ['string', 'object'], minLength: 1, ...says };
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => !key.startsWith('x-limbeck') && key !== '$schema' && key !== '$id')
      .map(([key, value]) => [key, strip(value)]),
  );
}

const templateShape = {
  type: ['string', 'object'],
  minLength: 1,
  required: ['file'],
  properties: { file: { type: 'string', minLength: 1, description: 'Path relative to the project folder.' } },
  additionalProperties: false,
} as const;
