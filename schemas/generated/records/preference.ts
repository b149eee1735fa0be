// Generated from schemas/records/preference.schema.json by "npm run gen". Do not edit.

/**
 * Two completions, of which one is better.
 */
export interface PreferenceRecord {
/**
 * What is asked.
 */
prompt: string
/**
 * The better completion.
 */
chosen: string
/**
 * The worse completion.
 */
rejected: string
/**
 * How good the better one is.
 */
score_chosen?: number
/**
 * How good the worse one is.
 */
score_rejected?: number
[k: string]: unknown
}
