// Generated from schemas/records/logits.schema.json by "npm run gen". Do not edit.

/**
 * A text by token ids, with what a teacher held likely at each place of its reply.
 */
export interface LogitsRecord {
/**
 * What stood before the reply, as the teacher saw it.
 * 
 * @minItems 1
 */
prompt_ids: [number, ...(number)[]]
/**
 * The reply, with the token that ends it.
 * 
 * @minItems 1
 */
completion_ids: [number, ...(number)[]]
/**
 * SHA-256 of the tokenizer: ids mean the same where it is the same.
 */
tokenizer: string
/**
 * Names a block of the data set's side file: for each place of the reply the likeliest token ids, their log-probabilities, the mass of all others, and the log-probability of the token that stands there.
 */
values: {
/**
 * SHA-256 of the block.
 */
digest: string
/**
 * Size of the block.
 */
bytes: number
}
/**
 * What is asked.
 */
prompt?: string
/**
 * The reply as a text.
 */
completion?: string
[k: string]: unknown
}
