import type { TrainedStep, TrainingJob } from '../../../activities/runtime/deps.js';
import type { ActivityScope } from '../../../activities/runtime/scope.js';
import { keepTrainings } from './kept-trainings.js';

const job = { run: 'r', step: 'tune', key: 'k' } as TrainingJob;
const model: TrainedStep = { model: 'm', rows: 1, training: {} };

interface Attempt {
  readonly scope: ActivityScope;
  readonly reports: unknown[];
  cancel(): void;
  giveUp(): void;
}

function newAttempt(): Attempt {
  const cancelling = new AbortController();
  const givenUp = new AbortController();
  const reports: unknown[] = [];
  return {
    scope: {
      signal: cancelling.signal,
      stopping: new AbortController().signal,
      givenUp: givenUp.signal,
      report: (details) => void reports.push(details),
    },
    reports,
    cancel: () => cancelling.abort(new Error('cancelled')),
    giveUp: () => givenUp.abort(),
  };
}

/** Trainings that end when the test says so, or with the reason when they are aborted. */
function trainer(waitMs?: number) {
  const begun: { readonly scope: ActivityScope; finish(): void; fail(): void }[] = [];
  const kept = keepTrainings(
    (_job, scope) =>
      new Promise((resolve, reject) => {
        begun.push({ scope, finish: () => resolve(model), fail: () => reject(new Error('died')) });
        scope.signal.addEventListener('abort', () => reject(scope.signal.reason as Error), { once: true });
      }),
    waitMs,
  );
  return { begun, kept };
}

test('an attempt that was given up leaves its training to the next, which gets the model and the progress', async () => {
  const { begun, kept } = trainer();
  const first = newAttempt();
  const second = newAttempt();
  const lost = kept.train(job, first.scope);
  first.giveUp();
  await expect(lost).rejects.toMatchObject({ code: 'worker-stopped' });
  const taken = kept.train(job, second.scope);
  begun[0]!.scope.report({ step: 7 });
  begun[0]!.finish();
  expect([await taken, begun.length, first.reports, second.reports]).toEqual([model, 1, [], [{ step: 7 }]]);
});

test('a model that was ready before the next attempt came is kept for it', async () => {
  const { begun, kept } = trainer();
  const first = newAttempt();
  const lost = kept.train(job, first.scope);
  first.giveUp();
  await expect(lost).rejects.toThrow();
  begun[0]!.finish();
  expect([await kept.train(job, newAttempt().scope), begun.length]).toEqual([model, 1]);
});

test('a training that died unattended is begun anew', async () => {
  const { begun, kept } = trainer();
  const first = newAttempt();
  const lost = kept.train(job, first.scope);
  first.giveUp();
  await expect(lost).rejects.toThrow();
  begun[0]!.fail();
  await new Promise(setImmediate);
  const second = kept.train(job, newAttempt().scope);
  begun[1]!.finish();
  expect(await second).toEqual(model);
});

test('a cancelled attempt ends its training, also one it has taken over', async () => {
  const { begun, kept } = trainer();
  const first = newAttempt();
  const second = newAttempt();
  const lost = kept.train(job, first.scope);
  first.giveUp();
  await expect(lost).rejects.toThrow();
  const taken = kept.train(job, second.scope);
  first.cancel();
  expect(begun[0]!.scope.signal.aborted).toBe(false);
  second.cancel();
  await expect(taken).rejects.toThrow('cancelled');
});

test('one that nobody comes for is ended, and so is one whose worker ends', async () => {
  for (const end of ['waiting', 'closing'] as const) {
    const { begun, kept } = trainer(end === 'waiting' ? 1 : undefined);
    const attempt = newAttempt();
    const lost = kept.train(job, attempt.scope);
    attempt.giveUp();
    await expect(lost).rejects.toThrow();
    if (end === 'closing') await kept.close();
    else await new Promise((resolve) => begun[0]!.scope.signal.addEventListener('abort', resolve));
    expect(begun[0]!.scope.signal.aborted).toBe(true);
  }
});
