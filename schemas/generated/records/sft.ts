// Generated from schemas/records/sft.schema.json by "npm run gen". Do not edit.

/**
 * A prompt with the completion to be learnt.
 */
export type SftRecord = ({
[k: string]: unknown
} & {
/**
 * What is asked.
 */
prompt?: string
messages?: Messages
/**
 * What is to be answered.
 */
completion: string
/**
 * Which tokens count.
 */
loss_mask?: unknown
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
