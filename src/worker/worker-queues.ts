import { LimbeckError } from '../core/errors.js';
import { isLocalProvider } from '../core/models/local-provider.js';

/** A task queue as a worker serves it. */
export interface WorkerQueue {
  /** Name without the project's prefix: flow, cpu, teacher-<model>, gpu-<pool>. */
  readonly suffix: string;
  /** `workflows` are decisions only; everything else is work. */
  readonly serves: 'workflows' | 'activities';
  /** Activities (or workflow tasks) at once. */
  readonly slots: number;
}

/** What of a profile decides which queues there are. */
export interface QueueProfile {
  readonly models?: Readonly<Record<string, { readonly provider: string }>>;
  readonly gpu_pools?: Readonly<Record<string, { readonly slots?: number }>>;
}

// Chunks spend their time waiting for an endpoint, whose own limits hold over all chunks of the process.
const TEACHER_SLOTS = 32;
const FLOW_SLOTS = 40;
// JavaScript runs on one thread; more than a few only take turns. Enough that a long reduction does not hold up sealing.
const CPU_SLOTS = 8;

/** Every queue that work of this profile can be on. */
export function queuesOf(profile: QueueProfile): WorkerQueue[] {
  const teachers = Object.entries(profile.models ?? {})
    .filter(([, { provider }]) => !isLocalProvider(provider))
    .map(([name]): WorkerQueue => ({ suffix: `teacher-${name}`, serves: 'activities', slots: TEACHER_SLOTS }));
  const pools = Object.entries({ default: {}, ...profile.gpu_pools }).map(
    ([name, pool]: readonly [string, { readonly slots?: number }]): WorkerQueue => ({
      suffix: `gpu-${name}`,
      serves: 'activities',
      slots: pool.slots ?? 1,
    }),
  );
  return [
    { suffix: 'flow', serves: 'workflows', slots: FLOW_SLOTS },
    { suffix: 'cpu', serves: 'activities', slots: CPU_SLOTS },
    ...teachers,
    ...pools,
  ];
}

/** Which queues a worker serves, by names in which `*` at the end stands for any rest. */
export interface QueueChoice {
  /** Default: all. */
  readonly queues?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
}

/** Throws `unknown-queue` for a name that fits none, and `no-queue` when none is left. */
export function chooseQueues(all: readonly WorkerQueue[], { queues, except }: QueueChoice): readonly WorkerQueue[] {
  const wanted = queues ? thoseNamed(all, queues) : all;
  if (!except) return wanted;
  const left = wanted.filter((queue) => !except.some((name) => fits(queue, name)));
  if (left.length > 0) return left;
  throw new LimbeckError({
    code: 'no-queue',
    message: `No queue is left for this worker without ${except.join(', ')}.`,
    hint: `The profile has: ${all.map(({ suffix }) => suffix).join(', ')}.`,
  });
}

const fits = (queue: WorkerQueue, name: string): boolean =>
  name.endsWith('*') ? queue.suffix.startsWith(name.slice(0, -1)) : queue.suffix === name;

function thoseNamed(all: readonly WorkerQueue[], names: readonly string[]): readonly WorkerQueue[] {
  const lost = names.find((name) => !all.some((queue) => fits(queue, name)));
  if (lost === undefined) return all.filter((queue) => names.some((name) => fits(queue, name)));
  throw new LimbeckError({
    code: 'unknown-queue',
    message: `This profile has no queue called "${lost}".`,
    hint: `It has: ${all.map(({ suffix }) => suffix).join(', ')}.`,
  });
}
