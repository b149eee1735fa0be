import type { ChunkResult } from '../../../src/core/ports.js';
import type { JobsUnderWay, RemoteProvider } from '../../../src/models/contract.js';
import { JobsPending } from '../../../src/models/asking/jobs-pending.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';
import type { ActivityScope } from '../scope.js';
import { openStepModels } from './step-models.js';
import type { StepProgress } from '../step/step-progress.js';

export interface RemoteWaitInput {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly progress: StepProgress;
  /** Measure: the model this part is about. */
  readonly model?: string;
}

/** A chunk that is not done; it made nothing yet. */
export type WaitingChunk = ChunkResult & Required<Pick<ChunkResult, 'waits'>>;

/** A chunk whose requests are in jobs that take hours: it ends, and says when it is to be called again. */
export interface RemoteWait {
  /** The same answer as before, without doing the chunk's rows again, while its jobs have no news. */
  lookAgain(jobs: readonly string[]): Promise<WaitingChunk | undefined>;
  orWait<T extends object>(work: () => Promise<T>): Promise<T | WaitingChunk>;
  /** Keys of requests that jobs failed for good. */
  readonly refused: Set<string>;
  /** The chunk is written, failures and all: whoever does it again asks what failed anew. */
  settle(): Promise<void>;
}

export function createRemoteWait(input: RemoteWaitInput): RemoteWait {
  const { scope, progress } = input;
  const refused = new Set<string>();
  const wait = async ({ jobs, lookInMs, because }: JobsUnderWay): Promise<WaitingChunk> => {
    progress.waiting(because, lookInMs);
    await progress.told();
    return { out: 0, rejected: 0, failed: 0, waits: { jobs, look_in_ms: lookInMs } };
  };
  return {
    refused,
    async lookAgain(jobs) {
      if (jobs.length === 0) return undefined;
      const remote = await remoteProviders(input);
      // With several nobody knows whose job is whose.
      if (remote.length !== 1) return undefined;
      const underWay = await remote[0]!.lookAt(jobs, { signal: scope.signal });
      return underWay && wait(underWay);
    },
    async orWait(work) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof JobsPending) return wait(error.underWay);
        throw error;
      }
    },
    async settle() {
      if (refused.size === 0) return;
      for (const provider of await remoteProviders(input)) await provider.forget(refused);
    },
  };
}

async function remoteProviders({ deps, open, model }: RemoteWaitInput): Promise<RemoteProvider[]> {
  const models = await openStepModels(deps, open, model);
  return [...models.values()].flatMap(({ provider }) => (provider.kind === 'remote' ? [provider] : []));
}
