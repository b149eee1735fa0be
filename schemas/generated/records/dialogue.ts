// Generated from schemas/records/dialogue.schema.json by "npm run gen". Do not edit.

/**
 * A conversation, turn by turn.
 * 
 * @minItems 1
 * 
 * This interface was referenced by `DialogueRecord`'s JSON-Schema
 * via the `definition` "Messages".
 */
export type Messages = [{
/**
 * Who speaks.
 */
role: ("system" | "user" | "assistant" | "tool")
/**
 * Text, or a list of parts of content.
 */
content: (string | unknown[] | null)
[k: string]: unknown
}, ...({
/**
 * Who speaks.
 */
role: ("system" | "user" | "assistant" | "tool")
/**
 * Text, or a list of parts of content.
 */
content: (string | unknown[] | null)
[k: string]: unknown
})[]]

/**
 * A conversation.
 */
export interface DialogueRecord {
messages: Messages
/**
 * Who the user is.
 */
persona?: unknown
[k: string]: unknown
}
