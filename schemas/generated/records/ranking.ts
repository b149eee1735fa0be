// Generated from schemas/records/ranking.schema.json by "npm run gen". Do not edit.

/**
 * Several completions with a score each.
 */
export interface RankingRecord {
/**
 * What is asked.
 */
prompt: string
/**
 * In any order; the score says which is better.
 * 
 * @minItems 2
 */
candidates: [{
/**
 * The completion.
 */
text: string
/**
 * Higher is better.
 */
score: number
[k: string]: unknown
}, {
/**
 * The completion.
 */
text: string
/**
 * Higher is better.
 */
score: number
[k: string]: unknown
}, ...({
/**
 * The completion.
 */
text: string
/**
 * Higher is better.
 */
score: number
[k: string]: unknown
})[]]
[k: string]: unknown
}
