// Generated from schemas/records/critique.schema.json by "npm run gen". Do not edit.

/**
 * A draft, what is wrong with it, and a better one.
 */
export interface CritiqueRecord {
/**
 * What is asked.
 */
prompt: string
/**
 * The first answer.
 */
draft: string
/**
 * What is wrong with it.
 */
critique: string
/**
 * The better answer.
 */
revision: string
/**
 * By which the draft was judged.
 */
principle: string
[k: string]: unknown
}
