import type { JsonSchema } from '../../core/method.js';

/**
 * Parameters that several methods have, said once: what is equal in them but for description and default goes to
 * `shared`, under the name of the parameter, and is referred to.
 */
export function shareProperties(params: readonly JsonSchema[]): {
  readonly params: readonly JsonSchema[];
  readonly shared: Readonly<Record<string, JsonSchema>>;
} {
  const places = new Map<string, string[]>();
  for (const { properties } of params)
    for (const [name, schema] of Object.entries(properties as Properties)) {
      const text = textOfCommon(schema);
      places.set(text, [...(places.get(text) ?? []), name]);
    }
  const shared: Record<string, JsonSchema> = {};
  const names = new Map<string, string>();
  for (const [text, [first, ...others]] of places) {
    if (others.length === 0 || text.length < WORTH_SHARING) continue;
    const name = freeName(shared, first!);
    names.set(text, name);
    shared[name] = JSON.parse(text) as JsonSchema;
  }
  const refer = (schema: JsonSchema): JsonSchema => {
    const name = names.get(textOfCommon(schema));
    return name === undefined ? schema : { ...ownWords(schema), $ref: `#/$defs/${name}` };
  };
  return { params: params.map((each) => mapProperties(each, refer)), shared };
}

type Properties = Readonly<Record<string, JsonSchema>>;

/** Characters of JSON below which a reference is no shorter than what it stands for. */
const WORTH_SHARING = 75;

function textOfCommon({ description: _description, default: _default, ...common }: JsonSchema): string {
  return JSON.stringify(common);
}

function ownWords({ description, default: preset }: JsonSchema): JsonSchema {
  return {
    ...(description === undefined ? {} : { description }),
    ...(preset === undefined ? {} : { default: preset }),
  };
}

function mapProperties(schema: JsonSchema, map: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const properties = Object.entries(schema['properties'] as Properties);
  return { ...schema, properties: Object.fromEntries(properties.map(([name, each]) => [name, map(each)])) };
}

/** `max_tokens` is ParamMaxTokens, and ParamMaxTokens2 where another parameter of that name means something else. */
function freeName(taken: Readonly<Record<string, JsonSchema>>, parameter: string): string {
  const name = `Param${parameter.replaceAll(/(?:^|[^a-zA-Z0-9])+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase())}`;
  let free = name;
  for (let count = 2; Object.hasOwn(taken, free); count++) free = `${name}${count}`;
  return free;
}
