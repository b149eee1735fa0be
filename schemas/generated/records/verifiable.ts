// Generated from schemas/records/verifiable.schema.json by "npm run gen". Do not edit.

/**
 * A prompt whose answer a program can check.
 */
export interface VerifiableRecord {
/**
 * What is asked.
 */
prompt: string
/**
 * How an answer is checked.
 */
checker: {
/**
 * Which checker.
 */
kind: string
/**
 * What that checker needs.
 */
spec?: unknown
[k: string]: unknown
}
/**
 * The right answer, of any form.
 */
gold: unknown
[k: string]: unknown
}
