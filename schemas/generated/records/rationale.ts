// Generated from schemas/records/rationale.schema.json by "npm run gen". Do not edit.

/**
 * A prompt, the way to an answer, and the answer.
 */
export interface RationaleRecord {
/**
 * What is asked.
 */
prompt: string
/**
 * The way to the answer; may be empty.
 */
rationale: string
/**
 * The final answer by itself.
 */
answer: string
/**
 * The right answer, of any form.
 */
gold?: unknown
/**
 * Whether the answer is right.
 */
correct?: boolean
[k: string]: unknown
}
