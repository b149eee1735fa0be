import type { Ajv2020 as AjvClass, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { quickCheck, quickMetaCheck } from './quick-checks.js';

/** JSON Schema 2020-12, through Ajv, which is loaded when something does not fit. */
export type JsonSchemaObject = Readonly<Record<string, unknown>>;
export type SchemaError = ErrorObject;

/** How Limbeck's own schemas are compiled; the quick checks are made with the same options. */
export const ownSchemaOptions = {
  discriminator: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
  useDefaults: true,
  validateSchema: false,
} as const;

let own: AjvClass | undefined;
const compiled = new WeakMap<object, ValidateFunction>();

async function load(options: ConstructorParameters<typeof AjvClass>[0]): Promise<AjvClass> {
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  return new Ajv2020(options);
}

/**
 * The errors of a value against one of Limbeck's own schemas; none when it fits. Fills in the schema's defaults in
 * place.
 */
export async function schemaErrors(schema: JsonSchemaObject, value: unknown): Promise<readonly SchemaError[]> {
  const quick = quickCheck(schema);
  if (quick?.(value)) return [];
  let validate = compiled.get(schema);
  if (!validate) {
    own ??= await load({ ...ownSchemaOptions, allErrors: true, verbose: true });
    validate = own.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []);
}

/** What is wrong with a JSON Schema that a user wrote; undefined when replies can be checked against it. */
export async function badSchema(
  schema: JsonSchemaObject,
): Promise<{ readonly path: string; readonly message: string } | undefined> {
  const quick = quickMetaCheck();
  if (quick(schema) && isPlain(schema, schema)) return undefined;
  const ajv = await load({ allErrors: false, strict: false, logger: false });
  if (!ajv.validateSchema(schema)) {
    const first = ajv.errors?.[0];
    return { path: first?.instancePath ?? '', message: first?.message ?? 'is no JSON Schema' };
  }
  try {
    ajv.compile(schema);
    return undefined;
  } catch (error) {
    return { path: '', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Nothing in it that the meta-schema cannot judge: references to elsewhere, patterns. Then Ajv must compile it. */
function isPlain(node: unknown, root: JsonSchemaObject): boolean {
  if (Array.isArray(node)) return node.every((item) => isPlain(item, root));
  if (typeof node !== 'object' || node === null) return true;
  return Object.entries(node).every(([key, value]) => {
    if (key === '$ref')
      return typeof value === 'string' && /^#\/\$defs\/[^/~%]+$/.test(value) && hasDefinition(root, value.slice(8));
    if (
      [
        'pattern',
        'patternProperties',
        '$id',
        '$schema',
        '$dynamicRef',
        '$anchor',
        '$dynamicAnchor',
        'discriminator',
      ].includes(key)
    )
      return false;
    return isPlain(value, root);
  });
}

function hasDefinition(root: JsonSchemaObject, name: string): boolean {
  const definitions = root['$defs'];
  return typeof definitions === 'object' && definitions !== null && Object.hasOwn(definitions, name);
}
