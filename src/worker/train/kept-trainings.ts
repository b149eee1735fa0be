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

/**
 * Trainings outlive the attempts that began them: when the service gives an attempt up because it heard no heartbeat (it
 * was away itself), the trainer goes on, and the next attempt in this process takes it over. An attempt in another
 * process takes the lease instead, and this trainer ends.
 */
export function keepTrainings(train: Train, waitMs: number = WAIT_FOR_NEXT_MS): KeptTrainings {
  const underWay = new Map<string, KeptTraining>();
  return {
    train(job, scope) {
      const name = [job.run, job.step, job.key].join('/');
      const kept =
        underWay.get(name) ?? new KeptTraining(train, job, { waitMs, onForget: () => void underWay.delete(name) });
      underWay.set(name, kept);
      return kept.attend(scope);
    },
    async close() {
      await Promise.all([...underWay.values()].map((kept) => kept.end()));
    },
  };
}

interface KeepOptions {
  readonly waitMs: number;
  readonly onForget: () => void;
}

class KeptTraining {
  private readonly ending = new AbortController();
  private readonly result: Promise<TrainedStep>;
  private attending: ActivityScope | undefined;
  private expiry: NodeJS.Timeout | undefined;

  constructor(
    train: Train,
    job: TrainingJob,
    private readonly options: KeepOptions,
  ) {
    const { signal } = this.ending;
    this.result = train(job, { signal, stopping: signal, report: (details) => this.attending?.report(details) });
    // What was made while nobody attended is kept for who comes; how it failed is not, for they begin anew.
    this.result.then(
      () => this.attending && this.forget(),
      () => this.forget(),
    );
  }

  async attend(scope: ActivityScope): Promise<TrainedStep> {
    clearTimeout(this.expiry);
    this.attending = scope;
    const end = (): void => {
      if (this.attending === scope) this.ending.abort(scope.signal.reason);
    };
    scope.signal.addEventListener('abort', end, { once: true });
    if (scope.signal.aborted) end();
    try {
      return await untilGivenUp(this.result, scope, () => this.leave());
    } finally {
      scope.signal.removeEventListener('abort', end);
      if (this.attending === scope) this.forget();
    }
  }

  end(): Promise<unknown> {
    this.ending.abort(workerStopped());
    return this.result.catch(() => undefined);
  }

  private forget(): void {
    clearTimeout(this.expiry);
    this.options.onForget();
  }

  private leave(): void {
    this.attending = undefined;
    this.expiry = setTimeout(() => {
      this.forget();
      this.ending.abort(workerStopped());
    }, this.options.waitMs);
    this.expiry.unref();
  }
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
