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
  if (quick?.(schema) && isPlain(schema, schema)) return undefined;
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

/** Nothing in it that Ajv alone can judge, such as references to elsewhere. */
function isPlain(node: unknown, root: JsonSchemaObject): boolean {
  if (Array.isArray(node)) return node.every((item) => isPlain(item, root));
  if (typeof node !== 'object' || node === null) return true;
  return Object.entries(node).every(([key, value]) => {
    if (key === '$schema') return node === root && value === 'https://json-schema.org/draft/2020-12/schema';
    if (key === 'pattern' && typeof value === 'string') return isPattern(value);
    if (key === 'patternProperties' && !Object.keys(value as object).every(isPattern)) return false;
    if (key === '$ref')
      return typeof value === 'string' && /^#\/\$defs\/[^/~%]+$/.test(value) && hasDefinition(root, value.slice(8));
    if (['$id', '$dynamicRef', '$anchor', '$dynamicAnchor', 'discriminator'].includes(key)) return false;
    return isPlain(value, root);
  });
}

/** As Ajv reads patterns. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').flags === 'u';
  } catch {
    return false;
  }
}

function hasDefinition(root: JsonSchemaObject, name: string): boolean {
  const definitions = root['$defs'];
  return typeof definitions === 'object' && definitions !== null && Object.hasOwn(definitions, name);
}
