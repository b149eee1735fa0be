/**
 * The kinds of record that flow between steps. A kind says which fields a record must have; extra columns ride along.
 * This is the list the compiler checks chains with and importers check rows with.
 */
export const RECORD_KINDS = {
  document: { required: ['text'], optional: ['title', 'source'] },
  prompt: { required: ['prompt'], optional: ['messages', 'reference'] },
  sft: { required: ['prompt', 'completion'], optional: ['messages', 'loss_mask'] },
  rationale: { required: ['prompt', 'rationale', 'answer'], optional: ['gold', 'correct'] },
  dialogue: { required: ['messages'], optional: ['persona'] },
  preference: { required: ['prompt', 'chosen', 'rejected'], optional: ['score_chosen', 'score_rejected'] },
  ranking: { required: ['prompt', 'candidates'], optional: [] },
  critique: { required: ['prompt', 'draft', 'critique', 'revision', 'principle'], optional: [] },
  verifiable: { required: ['prompt', 'checker', 'gold'], optional: [] },
  trajectory: { required: ['task', 'tools', 'steps'], optional: ['reward', 'success'] },
  pair: { required: ['query', 'positive', 'negatives'], optional: ['teacher_scores'] },
  judgement: { required: ['prompt', 'responses', 'rubric', 'feedback', 'score'], optional: [] },
  logits: {
    required: ['prompt_ids', 'completion_ids', 'tokenizer', 'values'],
    optional: ['prompt', 'completion'],
  },
  labelled: { required: ['text', 'label'], optional: ['probabilities'] },
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>;

export type RecordKind = keyof typeof RECORD_KINDS;

export function isRecordKind(name: string): name is RecordKind {
  return Object.hasOwn(RECORD_KINDS, name);
}

/** One record. `prompt` may be given as `messages` instead wherever a kind lists `messages`. */
export interface Row {
  readonly id: string;
  readonly parents: readonly string[];
  readonly [column: string]: unknown;
}

/**
 * What a method yields. With an `id` the row is passed on under that id (filters, checks); without one it is a new
 * record: the engine gives it `recordId(parents, stepKey, sampleIndex)` and, unless said, the input row as parent.
 */
export interface RowDraft {
  readonly id?: string;
  readonly parents?: readonly string[];
  readonly [column: string]: unknown;
}
