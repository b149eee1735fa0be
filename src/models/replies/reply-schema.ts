import { Ajv } from 'ajv';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { canonicalJson, type JsonValue } from '../../core/canonical-json.js';
import { LimbeckError } from '../../core/errors.js';
import { findJson } from './reply-json.js';

/** A reply's schema, compiled: reads the reply's text and says what is wrong with it. */
export interface ReplySchema {
  read(text: string): { readonly value: JsonValue } | { readonly error: string };
}

type Schema = Readonly<Record<string, unknown>>;

/** Errors told to the model and shown to people at most. */
const SHOWN_ERRORS = 5;

const bySchema = new WeakMap<Schema, ReplySchema>();
const byText = new Map<string, ReplySchema>();

/** Compiled once per schema, however many copies of it there are. Throws `reply-schema-invalid`. */
export function replySchema(schema: Schema): ReplySchema {
  let known = bySchema.get(schema);
  if (known) return known;
  const text = canonicalJson(schema);
  known = byText.get(text) ?? compile(schema);
  byText.set(text, known);
  bySchema.set(schema, known);
  return known;
}

function compile(schema: Schema): ReplySchema {
  const validate = compileSchema(schema);
  const wants = schema['type'] === 'object' || schema['type'] === 'array' ? schema['type'] : 'any';
  return {
    read(text) {
      const found = findJson(text, wants);
      if (!found) return { error: 'there is no JSON in it' };
      return validate(found.value) ? found : { error: describe(validate.errors ?? []) };
    },
  };
}

function compileSchema(schema: Schema): ValidateFunction {
  const options = { allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true } as const;
  try {
    const isDraft7 = typeof schema['$schema'] === 'string' && schema['$schema'].includes('draft-07');
    const ajv = isDraft7 ? new Ajv(options) : new Ajv2020(options);
    // ajv-formats declares its plugin as the default export of an ES module; under CommonJS it is one level down.
    const plugin = 'default' in addFormats ? addFormats.default : addFormats;
    plugin(ajv);
    return ajv.compile(schema);
  } catch (error) {
    throw new LimbeckError({
      code: 'reply-schema-invalid',
      message: `The reply's schema is not a JSON Schema that can be used: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'Correct the schema that `reply` names in the recipe.',
      cause: error,
    });
  }
}

function describe(errors: readonly ErrorObject[]): string {
  const lines = errors.slice(0, SHOWN_ERRORS).map((error) => {
    const where = error.instancePath === '' ? 'the reply' : error.instancePath;
    return `${where} ${error.message ?? 'is wrong'}${detail(error)}`;
  });
  if (errors.length > SHOWN_ERRORS) lines.push(`and ${errors.length - SHOWN_ERRORS} more`);
  return lines.join('; ');
}

/** Which value or name, where Ajv's message leaves it out. */
function detail({ keyword, params }: ErrorObject): string {
  const { additionalProperty, allowedValues, allowedValue } = params as Record<string, unknown>;
  if (keyword === 'additionalProperties') return ` (${JSON.stringify(additionalProperty)})`;
  if (keyword === 'enum') return ` (${JSON.stringify(allowedValues)})`;
  if (keyword === 'const') return ` (${JSON.stringify(allowedValue)})`;
  return '';
}
