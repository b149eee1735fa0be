// Generated from schemas/records/labelled.schema.json by "npm run gen". Do not edit.

/**
 * A text with its label.
 */
export interface LabelledRecord {
/**
 * The text.
 */
text: string
/**
 * Its label.
 */
label: string
/**
 * By label.
 */
probabilities?: {
[k: string]: number
}
[k: string]: unknown
}
