import { digestOf } from './digest.js';

/**
 * The step key: equal keys, equal results. `identity` is the plan's part (method, version, parameters, templates, model
 * identities, seed); the rest is known only when the inputs are there. A data set's rows are in it by content, so what
 * made them is not.
 */
export interface StepKeyParts {
  readonly identity: Readonly<Record<string, unknown>>;
  /** Data set digests by port. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Digests of models that earlier steps made, by step. */
  readonly models: Readonly<Record<string, string>>;
}

export function stepKey({ identity, inputs, models }: StepKeyParts): string {
  return digestOf({ identity, inputs, models });
}

/** The key under which an imported data file's completeness record is kept: the file's bytes and how they are read. */
export function importKey(data: {
  readonly kind: string;
  readonly format: string;
  readonly gzip: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  readonly digest: string;
}): string {
  const { kind, format, gzip, fields, digest } = data;
  return digestOf({ import: 1, kind, format, gzip, fields, digest });
}
