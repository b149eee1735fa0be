// Generated from schemas/records/judgement.schema.json by "npm run gen". Do not edit.

/**
 * Answers, a rubric, and what a judge says of them.
 */
export interface JudgementRecord {
/**
 * What was asked.
 */
prompt: string
/**
 * What is judged.
 * 
 * @minItems 1
 */
responses: [string, ...(string)[]]
/**
 * By which it is judged: words, or aspects.
 */
rubric: unknown
/**
 * The judge's reasons.
 */
feedback: string
/**
 * Higher is better.
 */
score: number
[k: string]: unknown
}
