import {
  answers,
  first,
  hangs,
  isBusy,
  startScriptedTeacher,
  type ScriptedTeacher,
} from '../support/scripted-teacher.js';
import { limbeckYaml, createSmallProject, ROWS, type SmallProject } from './small-project.js';
import { expectOneClearMessage } from './one-clear-message.js';

/**
 * A teacher that is not there, not yet, no longer, or too busy, behind real HTTP. What may pass is waited for; what may not is
 * said once, and when the teacher is well again the run goes on and pays for nothing twice.
 */
jest.setTimeout(120_000);

let teacher: ScriptedTeacher;
let project: SmallProject;
beforeEach(async () => {
  teacher = await startScriptedTeacher();
  project = createSmallProject({ base_url: teacher.url });
});
afterEach(async () => {
  await teacher.close();
  project.remove();
});

const run = (name = 'first') => project.cli('run', 'recipe.yaml', '--yes', '--name', name);

/** Every row came out at the end, and no completion was bought twice. */
async function expectDone(result: Promise<{ readonly code: number | null; readonly stderr: string }>): Promise<void> {
  const { code, stderr } = await result;
  expect([code, stderr]).toEqual([0, '']);
  expect(teacher.paidTwice).toBe(0);
}

function expectAllRows(name: string): void {
  const done = project.events(name).findLast((event) => event.type === 'step-finished' && event.step === 'keep');
  expect(done).toMatchObject({ counts: { in: ROWS, out: ROWS, failed: 0 } });
}

test('a teacher that is down is named within seconds, and once it is up the run is resumed', async () => {
  const { port } = teacher;
  await teacher.close();
  const failed = await run();
  expectOneClearMessage(failed, {
    exit: 1,
    code: 'teacher-unreachable',
    says: [`teacher cannot be reached at http://127.0.0.1:${port}/v1 (ECONNREFUSED)`, 'Start the server there'],
  });
  teacher = await startScriptedTeacher({ port });
  await expectDone(project.cli('resume', 'first'));
  expect(teacher.asked).toBe(ROWS);
});

test('a teacher that goes down in the middle is waited for, and the run ends as if nothing had happened', async () => {
  const { port } = teacher;
  const busy = project.start('run', 'recipe.yaml', '--yes', '--name', 'first');
  let stopped: (() => void) | undefined;
  const inTheMiddle = new Promise<void>((resolve) => (stopped = resolve));
  teacher.behave((request, number) => {
    if (number === 5) stopped?.();
    return number < 5 ? answers(request, number) : { reset: true };
  });
  await inTheMiddle;
  await teacher.close();
  await busy.saw(/cannot be reached|connection broke/);
  teacher = await startScriptedTeacher({ port });
  await expectDone(busy.result);
  expect(teacher.asked).toBe(ROWS - 5);
  expectAllRows('first');
});

test('a teacher that hangs is given up after its time, and once it answers the run is resumed', async () => {
  const more = ['limits: { concurrency: 12, retries: 1, timeout_seconds: 1 }'];
  project.write('limbeck.yaml', limbeckYaml({ base_url: teacher.url, more }));
  teacher.behave(hangs);
  expectOneClearMessage(await run(), {
    exit: 1,
    code: 'teacher-timeout',
    says: ['did not answer within 1 s', 'limits.timeout_seconds'],
  });
  teacher.behave(answers);
  await expectDone(project.cli('resume', 'first'));
  expect(teacher.asked).toBe(ROWS);
});

test('a storm of 429 is waited out', async () => {
  const more = ['limits: { concurrency: 4, retries: 2, timeout_seconds: 20 }'];
  project.write('limbeck.yaml', limbeckYaml({ base_url: teacher.url, more }));
  teacher.behave(first(30, isBusy, answers));
  const { code, stdout, stderr } = await run();
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^answer: .*waiting: teacher: rate limit \(429\)/m);
  expect([teacher.asked, teacher.paidTwice]).toEqual([30 + ROWS, 0]);
});
