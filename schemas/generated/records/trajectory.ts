// Generated from schemas/records/trajectory.schema.json by "npm run gen". Do not edit.

/**
 * A task, the tools there were, and what was done step by step.
 */
export interface TrajectoryRecord {
/**
 * What was to be done.
 */
task: string
/**
 * Their definitions.
 */
tools: {

}[]
/**
 * In order.
 */
steps: {

}[]
/**
 * How good the end was.
 */
reward?: number
/**
 * Whether the task was done.
 */
success?: boolean
[k: string]: unknown
}
