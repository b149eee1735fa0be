import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainerEvent } from '../../schemas/generated/trainer-event.js';
import type { TrainJob } from '../../schemas/generated/trainer-job.js';
import { LimbeckError } from '../core/errors.js';
import { takeLease } from './lease.js';
import { runTrainer, type RunTrainerOptions } from './run-trainer.js';

/** A program in the trainer's place: it gets the job's path and does what the test's script says. */
async function createStage(script: string): Promise<{ folder: string; job: TrainJob; run: typeof runStage }> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-trainer-'));
  const python = join(folder, 'python');
  const head = `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path');
const job = JSON.parse(fs.readFileSync(process.argv[4], 'utf8'));
const say = (event) => process.stdout.write(JSON.stringify(event) + '\\n');
const finish = () => { fs.mkdirSync(job.output); fs.writeFileSync(path.join(job.output, 'limbeck-model.json'), '{}'); };
const failed = (code, retryable) => say({ event: 'failed', code, message: 'It went wrong.', hint: 'Do better.', retryable });
`;
  writeFileSync(python, `${head}${script}\n`);
  chmodSync(python, 0o755);
  const work = join(folder, 'work');
  mkdirSync(work);
  const job: TrainJob = {
    kind: 'train',
    objective: 'sft',
    models: { student: { path: folder, initial: 'random' } },
    inputs: { rows: { kind: 'sft', files: [] } },
    params: {},
    seed: 0,
    checkpoints: join(work, 'checkpoints'),
    output: join(work, 'model'),
    lease: await takeLease(work),
    device: 'cpu',
    threads: 1,
  };
  const runStage = (options: Partial<RunTrainerOptions> = {}) =>
    runTrainer(job, { python, signal: new AbortController().signal, ...options });
  return { folder, job, run: runStage };
}
declare const runStage: (options?: Partial<RunTrainerOptions>) => ReturnType<typeof runTrainer>;

test('a job that says done and leaves its output gives its facts and told its events; odd lines are log', async () => {
  const { run } = await createStage(`
    say({ event: 'phase', phase: 'starting' });
    console.log('a library says hello');
    console.log('{"event": "progress"}');
    console.error('a warning');
    say({ event: 'progress', step: 1, total: 2, loss: 0.5 });
    finish();
    say({ event: 'done', facts: { steps: 2 } });`);
  const events: TrainerEvent[] = [];
  const log: string[] = [];
  const result = await run({ onEvent: (event) => events.push(event), onLog: (line) => log.push(line) });
  expect(result).toEqual({ facts: { steps: 2 } });
  expect(events.map(({ event }) => event)).toEqual(['phase', 'progress', 'done']);
  expect(log.toSorted()).toEqual(['a library says hello', 'a warning', '{"event": "progress"}']);
});

test.each([
  ['says done without an output', `say({ event: 'done', facts: {} });`, 'trainer-died', 'transient'],
  ['exits 0 without a word', ``, 'trainer-died', 'transient'],
  ['exits 3', `console.error('boom'); process.exit(3);`, 'trainer-died', 'transient'],
  ['is killed from outside', `process.kill(process.pid, 'SIGKILL');`, 'trainer-killed', 'transient'],
  ['fails for good', `failed('rows-over-long', false); process.exitCode = 1;`, 'rows-over-long', 'fatal'],
  ['fails for now', `failed('lease-lost', true); process.exitCode = 1;`, 'lease-lost', 'transient'],
  ['fails with exit code 0', `failed('disk-full', false);`, 'disk-full', 'fatal'],
])('a trainer that %s', async (_name, script, code, kind) => {
  const { run } = await createStage(script);
  await expect(run()).rejects.toMatchObject({ code, kind });
});

test('the last lines of the log are with the error', async () => {
  const { run } = await createStage(`console.error('Traceback'); console.error('SomeError: here'); process.exit(1);`);
  await expect(run()).rejects.toMatchObject({
    message: 'The trainer ended with exit code 1 without a result. Its last line: SomeError: here',
    cause: { message: "The trainer's last lines:\nTraceback\nSomeError: here" },
  });
});

test('a Python that is not there is told as such', async () => {
  const { run } = await createStage('');
  await expect(run({ python: '/nowhere/python' })).rejects.toMatchObject({
    code: 'trainer-not-started',
    kind: 'fatal',
  });
});

test('an aborted job gets the chance to save, and rejects with the reason', async () => {
  const { run, job } = await createStage(`
    process.on('SIGTERM', () => { fs.writeFileSync(job.checkpoints, 'saved'); process.exit(1); });
    say({ event: 'phase', phase: 'training' });
    setInterval(() => {}, 1000);`);
  const stop = new AbortController();
  const reason = new Error('the run was cancelled');
  await expect(run({ signal: stop.signal, onEvent: () => stop.abort(reason) })).rejects.toBe(reason);
  expect(readFileSync(job.checkpoints, 'utf8')).toBe('saved');
});

test('one that does not listen is killed after the grace, with what it started', async () => {
  const { run, job } = await createStage(`
    process.on('SIGTERM', () => {});
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    fs.writeFileSync(job.checkpoints, String(child.pid));
    say({ event: 'phase', phase: 'training' });
    setInterval(() => {}, 1000);`);
  const stop = new AbortController();
  const running = run({ signal: stop.signal, graceMs: 50, onEvent: () => stop.abort() });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  const grandchild = Number(readFileSync(job.checkpoints, 'utf8'));
  // The kernel takes a killed process away in its own time; the test's limit bounds the wait.
  while (!isGone(grandchild)) await new Promise((resolve) => setTimeout(resolve, 10));
});

test('one that falls silent is ended', async () => {
  const { run } = await createStage(`say({ event: 'phase', phase: 'training' }); setInterval(() => {}, 1000);`);
  await expect(run({ silenceMs: 300 })).rejects.toMatchObject({ code: 'trainer-silent', kind: 'transient' });
});

test('it asks, one question at a time, and is answered on its standard input', async () => {
  const { run } = await createStage(`
    const got = [];
    const ask = (number) => say({ event: 'question', number, items: [{ replies: ['a', 'b'.repeat(number)] }] });
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      got.push(JSON.parse(line));
      if (got.length < 3) return ask(got.length);
      finish(); say({ event: 'done', facts: { got } }); process.exit(0);
    });
    ask(0);`);
  const answer = (items: readonly unknown[]) =>
    Promise.resolve(items.map((item) => (item as { replies: string[] }).replies.map((reply) => reply.length)));
  await expect(run({ answer })).resolves.toEqual({
    facts: { got: [0, 1, 2].map((number) => ({ answer: number, items: [[1, number]] })) },
  });
});

test('a question that cannot be answered ends it, and the reason is thrown', async () => {
  const asking = `
    process.on('SIGTERM', () => { failed('trainer-stopped', true); process.exit(1); });
    say({ event: 'question', number: 4, items: [{}] });
    setInterval(() => {}, 1000);`;
  const spent = new LimbeckError({ code: 'budget-reached', message: 'No money is left.', kind: 'budget' });
  const { run } = await createStage(asking);
  await expect(run({ answer: () => Promise.reject(spent) })).rejects.toBe(spent);
  const alone = await createStage(asking);
  await expect(alone.run()).rejects.toMatchObject({
    code: 'question-unexpected',
    message: 'The trainer asked question 4, and this job has nobody to answer it.',
  });
});

test('its standard input ends with us: it is a pipe that stays open while we live', async () => {
  const { run } = await createStage(`
    let open = true;
    process.stdin.on('end', () => (open = false)).resume();
    setTimeout(() => { if (open) { finish(); say({ event: 'done', facts: {} }); process.exit(0); } process.exit(9); }, 100);`);
  await expect(run()).resolves.toEqual({ facts: {} });
});

function isGone(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return true;
  return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
}

test.each(['sample', 'score'] as const)(
  'a %s job is done when its file is there, and has died when it is not',
  async (kind) => {
    const { job, run } = await createStage(`
    if (!process.env.LEAVE_NOTHING) fs.writeFileSync(job.output, '');
    say({ event: 'done', facts: { rows: 0 } });`);
    Object.assign(job, { kind });
    expect(await run()).toEqual({ facts: { rows: 0 } });
    rmSync(job.output);
    await expect(run({ env: { ...process.env, LEAVE_NOTHING: '1' } })).rejects.toMatchObject({ code: 'trainer-died' });
  },
);
