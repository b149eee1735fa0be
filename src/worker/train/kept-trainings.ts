import type { ActivityDeps, TrainedStep, TrainingJob } from '../../../activities/runtime/deps.js';
import { workerStopped, type ActivityScope } from '../../../activities/runtime/scope.js';

type Train = ActivityDeps['train'];

export interface KeptTrainings {
  readonly train: Train;
  /** End what no attempt attends any more, and wait until it has saved. */
  close(): Promise<void>;
}

/** Longer than the longest wait between two attempts; then nobody is coming. */
const WAIT_FOR_NEXT_MS = 15 * 60_000;

interface Kept {
  attend(scope: ActivityScope): Promise<TrainedStep>;
  end(): Promise<unknown>;
}

/**
 * Trainings outlive the attempts that began them: when the service gives an attempt up because it heard no heartbeat (it
 * was away itself), the trainer goes on, and the next attempt in this process takes it over. An attempt in another
 * process takes the lease instead, and this trainer ends.
 */
export function keepTrainings(train: Train, waitMs: number = WAIT_FOR_NEXT_MS): KeptTrainings {
  const underWay = new Map<string, Kept>();

  const begin = (name: string, job: TrainingJob): Kept => {
    const ending = new AbortController();
    let attending: ActivityScope | undefined;
    let expiry: NodeJS.Timeout | undefined;
    const result = train(job, {
      signal: ending.signal,
      stopping: ending.signal,
      report: (details) => attending?.report(details),
    });
    const forget = (): void => {
      clearTimeout(expiry);
      underWay.delete(name);
    };
    // What was made while nobody attended is kept for who comes; how it failed is not, for they begin anew.
    result.then(
      () => attending && forget(),
      () => forget(),
    );
    const leave = (): void => {
      attending = undefined;
      expiry = setTimeout(() => {
        forget();
        ending.abort(workerStopped());
      }, waitMs);
      expiry.unref();
    };
    return {
      async attend(scope) {
        clearTimeout(expiry);
        attending = scope;
        const end = (): void => {
          if (attending === scope) ending.abort(scope.signal.reason);
        };
        scope.signal.addEventListener('abort', end, { once: true });
        if (scope.signal.aborted) end();
        try {
          return await untilGivenUp(result, scope, leave);
        } finally {
          scope.signal.removeEventListener('abort', end);
          if (attending === scope) forget();
        }
      },
      end: () => {
        ending.abort(workerStopped());
        return result.catch(() => undefined);
      },
    };
  };

  return {
    train(job, scope) {
      const name = [job.run, job.step, job.key].join('/');
      const kept = underWay.get(name) ?? begin(name, job);
      underWay.set(name, kept);
      return kept.attend(scope);
    },
    async close() {
      await Promise.all([...underWay.values()].map((kept) => kept.end()));
    },
  };
}

function untilGivenUp(
  result: Promise<TrainedStep>,
  { givenUp }: ActivityScope,
  leave: () => void,
): Promise<TrainedStep> {
  if (!givenUp) return result;
  return new Promise((resolve, reject) => {
    const left = (): void => {
      leave();
      reject(workerStopped());
    };
    givenUp.addEventListener('abort', left, { once: true });
    if (givenUp.aborted) left();
    result.then(resolve, reject).finally(() => givenUp.removeEventListener('abort', left));
  });
}
