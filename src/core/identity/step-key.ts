import { digestOf } from '../digest.js';

/**
 * The step key: equal keys, equal results. `identity` is the plan's part (method, version, parameters, templates, model
 * identities, seed); the rest is known only when the inputs are there. A data set's rows are in it by content, so what
 * made them is not; nor is the id of any step.
 */
export interface StepKeyParts {
  readonly identity: Readonly<Record<string, unknown>>;
  /** Data set digests by port. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Digests of models that earlier steps made, by step. A step whose model was skipped is left out. */
  readonly models: Readonly<Record<string, string>>;
}

/** The key of a step whose failed rows were tried again so often: a record of its own beside the first. */
export function retriedKey(step: string, times: number): string {
  return times === 0 ? step : digestOf({ step, retried: times });
}

/** A model in a step's identity: one bound by the project, or one that a step makes, whose digest comes later. */
export type IdentityModel =
  | { readonly role: string; readonly identity: Readonly<Record<string, unknown>> }
  | { readonly role: string; readonly made_by: string };

export function stepKey({ identity, inputs, models }: StepKeyParts): string {
  const named = Array.isArray(identity['models']) ? (identity['models'] as readonly IdentityModel[]) : [];
  const known = named.map((model) => {
    if (!('made_by' in model)) return model;
    return { role: model.role, digest: Object.hasOwn(models, model.made_by) ? models[model.made_by] : 'skipped' };
  });
  return digestOf({ identity: { ...identity, models: known }, inputs });
}

/** The key under which an imported data set's completeness record is kept: the files' bytes and how they are read. */
export function importKey(data: {
  readonly kind: string;
  readonly file: string;
  readonly files?: readonly { readonly file: string }[];
  readonly format: string;
  readonly gzip: boolean;
  readonly rows_at?: string;
  readonly split?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly digest: string;
}): string {
  const { kind, format, gzip, fields, digest, rows_at, split } = data;
  // Rows of text say which file they are from.
  const sources = format === 'text' ? (data.files ?? [data]).map(({ file }) => file) : undefined;
  return digestOf({ import: 1, kind, format, gzip, fields, digest, rows_at, split, sources });
}

/** The key of a review: the same rows, of which as many are shown, need no second one. Outputs by name. */
export function reviewKey(outputs: Readonly<Record<string, string>>, rows: number): string {
  return digestOf({ review: 1, outputs, rows });
}

/** The key of a step's record after its review. */
export function reviewedKey(step: string, review: string): string {
  return digestOf({ step, review });
}
