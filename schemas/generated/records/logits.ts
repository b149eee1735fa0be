// Generated from schemas/records/logits.schema.json by "npm run gen". Do not edit.

/**
 * What a teacher held likely at each place of a completion; the numbers are in the data set's side file.
 */
export interface LogitsRecord {
/**
 * Token ids before the completion, as the teacher saw them.
 */
prompt_ids: number[]
/**
 * Token ids of the completion.
 */
completion_ids: number[]
/**
 * Digest of the tokenizer that the ids are of.
 */
tokenizer: string
/**
 * The row's block in the side file: k log-probabilities a place and the mass of the rest.
 */
values: {
/**
 * SHA-256 of the block.
 */
digest: string
bytes: number
}
/**
 * What is asked.
 */
prompt?: string
/**
 * The same as a conversation.
 */
messages?: {
[k: string]: unknown
}[]
/**
 * What was replied.
 */
completion?: string
[k: string]: unknown
}
