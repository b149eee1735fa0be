import type { Done } from '../../schemas/generated/trainer-event.js';

/** What an export job measured, as its `done` event tells it. */
export interface ExportFacts {
  readonly form: 'transformers' | 'onnx';
  readonly parameters: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly onnx?: {
    /** The largest difference of a logit from PyTorch's, before weights were rounded. */
    readonly difference: number;
    /** Of the graph in float32. */
    readonly bytes: number;
    readonly int8?: { readonly bytes: number; readonly compared: RoundingCost | null };
  };
}

/** Full and rounded weights side by side, on prompts the student never trained on. */
export interface RoundingCost {
  readonly prompts: number;
  /** Share of greedy replies that are the same to the last token. */
  readonly equal_completions: number;
  readonly tokens: number;
  /** Share of tokens both choose, reading the full model's reply. */
  readonly equal_tokens: number;
  readonly mean_logit_difference: number;
}

/** The trainer's facts without times, so that equal exports have equal cards. */
export function readExportFacts(facts: Done['facts']): ExportFacts {
  const { form, parameters, versions, onnx } = facts as unknown as ExportFacts;
  return { form, parameters, versions, ...(onnx ? { onnx } : {}) };
}
