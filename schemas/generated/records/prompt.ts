// Generated from schemas/records/prompt.schema.json by "npm run gen". Do not edit.

/**
 * Something to be answered.
 */
export type PromptRecord = ({
[k: string]: unknown
} & {
/**
 * What is asked.
 */
prompt?: string
messages?: Messages
/**
 * A known answer, of any form.
 */
reference?: unknown
[k: string]: unknown
})
/**
 * A conversation, turn by turn.
 * 
 * @minItems 1
 * 
 * This interface was referenced by `undefined`'s JSON-Schema
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
