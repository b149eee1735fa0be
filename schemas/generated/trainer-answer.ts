// Generated from schemas/trainer-answer.schema.json by "npm run gen". Do not edit.

/**
 * One JSON line on the trainer's standard input: the answer to its question.
 */
export interface TrainerAnswer {
/**
 * Number of the question.
 */
answer: number
/**
 * One for each item of the question, in its order.
 */
items: unknown[]
}
