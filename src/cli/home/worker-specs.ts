import { join } from 'node:path';
import type { ChildSpec } from './supervised-child.js';

/** A worker makes much short-lived garbage per answer; a larger young generation collects it in fewer, cheaper rounds. */
const WORKER_NODE_OPTIONS = ['--max-semi-space-size=64'];

export interface WorkerSpecsInput {
  readonly projectFolder: string;
  readonly state: string;
  readonly profile: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** How many. Default 1. */
  readonly workers?: number | undefined;
  /** Further options of the worker at a place, from 0. */
  readonly workerArgs?: ((at: number) => readonly string[]) | undefined;
}

/**
 * The workers that a home starts. One JavaScript thread each: more of them make more calls a second. Pools of GPU slots are
 * the first one's alone, for slots are counted by worker.
 */
export function workerSpecs({ workers = 1, ...input }: WorkerSpecsInput): ChildSpec[] {
  const { projectFolder, state, profile, env, workerArgs } = input;
  return Array.from({ length: workers }, (_, at) => ({
    name: at === 0 ? 'worker' : `worker ${at + 1}`,
    args: [
      'worker',
      '--project',
      projectFolder,
      '--until-stdin-ends',
      ...(profile === undefined ? [] : ['--profile', profile]),
      ...(at === 0 ? [] : ['--except', 'gpu-*']),
      ...(workerArgs?.(at) ?? []),
    ],
    nodeOptions: WORKER_NODE_OPTIONS,
    env,
    log: join(state, 'logs', workerLog(at)),
  }));
}

/** Name of the log of the worker at a place. */
export const workerLog = (at: number): string => (at === 0 ? 'worker.log' : `worker-${at + 1}.log`);
