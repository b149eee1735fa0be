// Generated from schemas/records/pair.schema.json by "npm run gen". Do not edit.

/**
 * A query, a text that answers it, and texts that do not.
 */
export interface PairRecord {
/**
 * What is sought.
 */
query: string
/**
 * A text that answers it.
 */
positive: string
/**
 * Texts that do not.
 */
negatives: string[]
/**
 * Of the positive, then of the negatives.
 */
teacher_scores?: number[]
[k: string]: unknown
}
