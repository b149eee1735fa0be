import { answers, first, hangs, isBusy, refusesKey, startScriptedTeacher } from '../support/scripted-teacher.js';
import { limbeckYaml, ROWS } from './small-project.js';
import { expectOneClearMessage } from './one-clear-message.js';
import { setUpTrial } from './trial.js';

/**
 * A teacher that is not there, not yet, no longer, or too busy, behind real HTTP. What may pass is waited for; what may not is
 * said once, and when the teacher is well again the run goes on and pays for nothing twice.
 */
const trial = setUpTrial();
const { run, expectDone, expectAllRows } = trial;

test('a teacher that is down is named within seconds, and once it is up the run is resumed', async () => {
  const { port } = trial.teacher;
  await trial.teacher.close();
  const failed = await run();
  expectOneClearMessage(failed, {
    exit: 1,
    code: 'teacher-unreachable',
    says: [`teacher cannot be reached at http://127.0.0.1:${port}/v1 (ECONNREFUSED)`, 'Start the server there'],
  });
  trial.teacher = await startScriptedTeacher({ port });
  await expectDone(trial.project.cli('resume', 'first'));
  expect(trial.teacher.asked).toBe(ROWS);
});

test('a teacher that goes down in the middle is waited for, and the run ends as if nothing had happened', async () => {
  const { port } = trial.teacher;
  const busy = trial.project.start('run', 'recipe.yaml', '--yes', '--name', 'first');
  let stopped: (() => void) | undefined;
  const inTheMiddle = new Promise<void>((resolve) => (stopped = resolve));
  trial.teacher.behave((request, number) => {
    if (number === 5) stopped?.();
    return number < 5 ? answers(request, number) : { reset: true };
  });
  await inTheMiddle;
  await trial.teacher.close();
  await busy.saw(/cannot be reached|connection broke/);
  trial.teacher = await startScriptedTeacher({ port });
  await expectDone(busy.result);
  expect(trial.teacher.asked).toBe(ROWS - 5);
  expectAllRows('first');
});

test('a teacher that hangs is given up after its time, and once it answers the run is resumed', async () => {
  const more = ['limits: { concurrency: 12, retries: 1, timeout_seconds: 1 }'];
  trial.project.write('limbeck.yaml', limbeckYaml({ base_url: trial.teacher.url, more }));
  trial.teacher.behave(hangs);
  expectOneClearMessage(await run(), {
    exit: 1,
    code: 'teacher-timeout',
    says: ['did not answer within 1 s', 'limits.timeout_seconds'],
  });
  trial.teacher.behave(answers);
  await expectDone(trial.project.cli('resume', 'first'));
  expect(trial.teacher.asked).toBe(ROWS);
});

test('a key that is revoked in the middle stops the run with a clear message, and with a good one it goes on', async () => {
  trial.teacher.behave(first(5, answers, refusesKey));
  const failed = await run();
  expectOneClearMessage(failed, {
    exit: 1,
    code: 'teacher-refused-key',
    says: ['refused the key', 'What was paid for is kept', 'limbeck resume first'],
  });
  trial.teacher.behave(answers);
  await expectDone(trial.project.cli('resume', 'first'));
  expect(trial.teacher.asked).toBe(ROWS - 5);
  expectAllRows('first');
});

test('a storm of 429 is waited out', async () => {
  const more = ['limits: { concurrency: 4, retries: 2, timeout_seconds: 20 }'];
  trial.project.write('limbeck.yaml', limbeckYaml({ base_url: trial.teacher.url, more }));
  trial.teacher.behave(first(30, isBusy, answers));
  const { code, stdout, stderr } = await run();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^answer: waiting [\d.]+ s: teacher: rate limit \(429\)/m);
  expect([trial.teacher.asked, trial.teacher.paidTwice]).toEqual([30 + ROWS, 0]);
});
