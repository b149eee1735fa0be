import type { Ajv2020 as AjvClass, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

/** JSON Schema 2020-12, through Ajv, which is loaded when first needed. */
export type JsonSchemaObject = Readonly<Record<string, unknown>>;
export type SchemaError = ErrorObject;

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
  let validate = compiled.get(schema);
  if (!validate) {
    own ??= await load({
      allErrors: true,
      discriminator: true,
      strict: true,
      strictRequired: false,
      strictTypes: false,
      allowUnionTypes: true,
      verbose: true,
      useDefaults: true,
      validateSchema: false,
    });
    validate = own.compile(schema);
    compiled.set(schema, validate);
  }
  return validate(value) ? [] : (validate.errors ?? []);
}

/** What is wrong with a JSON Schema that a user wrote; undefined when replies can be checked against it. */
export async function badSchema(
  schema: JsonSchemaObject,
): Promise<{ readonly path: string; readonly message: string } | undefined> {
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
