import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import critique from '../../schemas/records/critique.schema.json';
import dialogue from '../../schemas/records/dialogue.schema.json';
import document from '../../schemas/records/document.schema.json';
import judgement from '../../schemas/records/judgement.schema.json';
import labelled from '../../schemas/records/labelled.schema.json';
import logits from '../../schemas/records/logits.schema.json';
import pair from '../../schemas/records/pair.schema.json';
import preference from '../../schemas/records/preference.schema.json';
import prompt from '../../schemas/records/prompt.schema.json';
import ranking from '../../schemas/records/ranking.schema.json';
import rationale from '../../schemas/records/rationale.schema.json';
import sft from '../../schemas/records/sft.schema.json';
import trajectory from '../../schemas/records/trajectory.schema.json';
import verifiable from '../../schemas/records/verifiable.schema.json';
import type { RecordKind } from '../core/record-kinds.js';

/** What a record of each kind looks like: the fields that every record of it has, and their types. */
export const RECORD_SCHEMAS: Readonly<Record<RecordKind, object>> = {
  critique,
  dialogue,
  document,
  judgement,
  labelled,
  logits,
  pair,
  preference,
  prompt,
  ranking,
  rationale,
  sft,
  trajectory,
  verifiable,
};

const compiled = new Map<RecordKind, ValidateFunction>();

/** What is wrong with a record of a kind, for the middle of a sentence; undefined when nothing is. */
export function shapeFault(kind: RecordKind, record: Readonly<Record<string, unknown>>): string | undefined {
  const validate = compiled.get(kind) ?? compile(kind);
  compiled.set(kind, validate);
  if (validate(record)) return undefined;
  return faultIn(validate.errors ?? []);
}

function compile(kind: RecordKind): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  return ajv.compile(RECORD_SCHEMAS[kind]);
}

/** The missing fields first; a field of another type else. */
function faultIn(errors: readonly ErrorObject[]): string {
  if (errors.some(({ keyword, instancePath }) => keyword === 'anyOf' && instancePath === ''))
    return 'it has neither "prompt" nor "messages"';
  const missing = errors.flatMap(({ keyword, instancePath, params }) =>
    keyword === 'required' ? [`${instancePath}/${String(params['missingProperty'])}`.slice(1)] : [],
  );
  if (missing.length > 0) return `it has no ${missing.map((field) => `"${field}"`).join(', ')}`;
  const [first] = errors;
  return `"${(first?.instancePath ?? '').slice(1)}" ${first?.message ?? 'is of another form'}`;
}
