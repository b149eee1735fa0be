import type { Client } from '@temporalio/client';
import type { Plan } from '../../../schemas/generated/plan.js';
import { queueName } from '../../core/run/run-input.js';
import type { RunView } from '../../core/run/run-view.js';

/** A living worker with a free slot asks again within this; Temporal remembers for longer who asked. */
const FRESH_MS = 90_000;
/** TASK_QUEUE_TYPE_WORKFLOW and _ACTIVITY of Temporal's API. */
const WORKFLOW_TASKS = 1;
const ACTIVITY_TASKS = 2;

type DescribeRequest = Parameters<Client['workflowService']['describeTaskQueue']>[0];

export interface UnservedInput {
  readonly client: Client;
  readonly queuePrefix: string;
  readonly plan: Plan;
  readonly view: RunView;
  readonly nowMs: number;
}

/**
 * Steps that stand still because no worker asks for work of their queue (there is none, or all its slots are taken):
 * their queues, by step. The run itself, while nobody has taken it up, is ''. Empty when the service does not answer.
 */
export async function findUnserved(input: UnservedInput): Promise<ReadonlyMap<string, string>> {
  const waiting = queuesWaitedFor(input);
  const free = new Map<string, boolean>();
  try {
    for (const queue of new Set(waiting.values())) free.set(queue, await hasFreeWorker(input, queue));
  } catch {
    return new Map();
  }
  return new Map([...waiting].filter(([, queue]) => free.get(queue) === false));
}

/** Where what has been asked for and not been begun waits. */
export function queuesWaitedFor({ plan, view }: Pick<UnservedInput, 'plan' | 'view'>): Map<string, string> {
  if (view.outcome) return new Map();
  if (view.startedAt === undefined) return new Map([['', 'flow']]);
  const waiting = new Map<string, string>();
  for (const { id, parts } of plan.steps) {
    const step = view.steps.get(id);
    const queue = parts[0]?.queue;
    if (step?.state === 'running' && step.chunks.size === 0 && !step.training && !step.trainer && queue !== undefined)
      waiting.set(id, queue);
  }
  return waiting;
}

async function hasFreeWorker({ client, queuePrefix, nowMs }: UnservedInput, queue: string): Promise<boolean> {
  const request: unknown = {
    namespace: client.options.namespace,
    taskQueue: { name: queueName(queuePrefix, queue) },
    taskQueueType: queue === 'flow' ? WORKFLOW_TASKS : ACTIVITY_TASKS,
  };
  const { pollers } = await client.workflowService.describeTaskQueue(request as DescribeRequest);
  return (pollers ?? []).some(({ lastAccessTime }) => nowMs - Number(lastAccessTime?.seconds ?? 0) * 1000 < FRESH_MS);
}
