// Generated from schemas/records/document.schema.json by "npm run gen". Do not edit.

/**
 * A text to work on.
 */
export interface DocumentRecord {
/**
 * The text.
 */
text: string
/**
 * Its title.
 */
title?: string
/**
 * Where it is from.
 */
source?: string
[k: string]: unknown
}
