import { setTimeout as pause } from 'node:timers/promises';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { LimbeckError } from '../../src/core/errors.js';
import { PAUSE_SIGNAL } from '../../src/core/run/run-input.js';
import type { SmallPlan } from '../support/small-plan.js';
import { openSmallWorld, viewOf, type SmallWorld, type SmallWorldInput } from '../support/small-world.js';
import { openWorkflowStage } from '../support/workflow-stage.js';
import { startRun } from '../support/workflow-world.js';

const stage = openWorkflowStage();

async function open(run: string, spec: SmallPlan, input: SmallWorldInput = {}): Promise<SmallWorld> {
  const world = await openSmallWorld(run, spec, input);
  await stage.work(world.deps, run, ['teacher']);
  return world;
}

/** Why the run's workflow ended, as a client sees it. */
async function failureOf(run: string): Promise<{ readonly code: string | null | undefined; readonly message: string }> {
  const handle = await startRun(stage.server, { run, queuePrefix: run });
  const error: unknown = await handle.result().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkflowFailedError) || !error.cause) throw new Error(`${run} ended well, or in another way.`);
  const cause = error.cause;
  return { code: cause instanceof ApplicationFailure ? cause.type : cause.name, message: cause.message };
}

const asking = (id: string): SmallPlan['steps'][number] => ({
  id,
  use: 'elicit/answer',
  shape: 'map',
  from: { rows: 'seeds' },
  models: { model: ['teacher'] },
  queue: 'teacher-teacher',
});
const models = { teacher: { base_url: 'http://127.0.0.1:9/v1', limits: { concurrency: 2 } } };

test('too many failed rows end the run with the commonest error, early, and a resume does only what is not done', async () => {
  let mended = false;
  const asked: string[] = [];
  const world = await open(
    'failing',
    {
      data: { seeds: 200 },
      models,
      steps: [
        { ...asking('read'), window: 1 },
        { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'read' } },
      ],
    },
    {
      teacher: (prompt) => {
        asked.push(prompt);
        if (mended || Number(prompt.split(' ')[1]) < 100) return prompt;
        throw new LimbeckError({ code: 'reply-invalid', message: 'The reply is no JSON.', kind: 'row' });
      },
    },
  );
  expect(await failureOf('failing')).toEqual({
    code: 'too-many-failed-rows',
    message: '10 of 200 rows failed in step "read"; at most 2 may. Most often (10): The reply is no JSON.',
  });
  const view = await viewOf(world, 'failing');
  expect([view.outcome, view.steps.get('read')?.state, view.steps.get('loud')?.state]).toEqual([
    'failed',
    'failed',
    'waiting',
  ]);
  expect(view.error).toMatchObject({
    code: 'too-many-failed-rows',
    hint: expect.stringContaining('good answers are reused'),
  });
  // The chunk that failed, and none after it.
  expect(asked.length).toBe(110);

  mended = true;
  await (await startRun(stage.server, { run: 'failing', queuePrefix: 'failing' })).result();
  expect(asked.length).toBe(110 + 100);
  const resumed = await viewOf(world, 'failing');
  expect([resumed.outcome, resumed.attempt]).toEqual(['done', 2]);
  expect(resumed.steps.get('read')?.finished).toMatchObject({
    counts: { in: 200, out: 200, failed: 0 },
    spend: { calls: 200, reused: 0, cost_nanousd: 1000 },
  });
});

test('a gate that is not met ends the run after its step, and says so', async () => {
  const world = await open(
    'gated',
    {
      data: { gold: 10 },
      models,
      steps: [
        {
          id: 'score',
          use: 'evaluate/match',
          shape: 'measure',
          from: { rows: 'gold' },
          models: { models: ['teacher'] },
          gate: 'metrics.teacher.accuracy > 0.5',
        },
        { id: 'after', use: 'refine/shout', shape: 'map', from: { rows: 'gold' }, needs: ['score'] },
      ],
    },
    { teacher: () => 'wrong' },
  );
  expect(await failureOf('gated')).toMatchObject({ code: 'gate-not-met' });
  const view = await viewOf(world, 'gated');
  expect(view.outcome).toBe('gate-not-met');
  expect(view.steps.get('score')).toMatchObject({ state: 'done', gate: { met: false } });
  expect(view.steps.get('after')?.state).toBe('waiting');
});

test('a model under measure whose replies cannot be read is wrong, not a failed step', async () => {
  const world = await open(
    'unreadable',
    {
      data: { gold: 10 },
      models,
      steps: [
        {
          id: 'score',
          use: 'evaluate/match',
          shape: 'measure',
          from: { rows: 'gold' },
          models: { models: ['teacher'] },
        },
      ],
    },
    {
      teacher: () => {
        throw new LimbeckError({ code: 'reply-invalid', message: 'No JSON.', kind: 'row' });
      },
    },
  );
  const { outputs } = await (await startRun(stage.server, { run: 'unreadable', queuePrefix: 'unreadable' })).result();
  expect(world.artifacts.steps.get(outputs['score']!.key)).toMatchObject({
    metrics: { teacher: { accuracy: { value: 0, n: 10 } } },
    counts: { in: 10, out: 0, failed: 10, reasons: { 'reply-invalid': 10 } },
  });
});

test('a budget that is reached pauses the run: what was paid stays, and a larger one goes on', async () => {
  let left = 25;
  const world = await open(
    'poor',
    { data: { seeds: 40 }, models, steps: [{ ...asking('read'), window: 1 }] },
    {
      teacher: (prompt) => {
        if (left-- <= 0)
          throw new LimbeckError({
            code: 'budget-reached',
            message: 'The budget of 25 calls is used up.',
            kind: 'budget',
          });
        return prompt;
      },
    },
  );
  expect(await failureOf('poor')).toMatchObject({ code: 'budget-reached' });
  const poor = await viewOf(world, 'poor');
  expect([poor.outcome, poor.steps.get('read')?.spend.calls]).toEqual(['budget', 25]);
  left = 15;
  await (await startRun(stage.server, { run: 'poor', queuePrefix: 'poor' })).result();
  expect(world.asker.bought.length).toBe(40);
});

test('trouble that passes is tried again, and only that', async () => {
  let failures = 3;
  const world = await open(
    'shaky',
    { data: { seeds: 30 }, models, steps: [asking('read')] },
    {
      teacher: (prompt) => {
        if (prompt === 'prompt 12' && failures-- > 0)
          throw new LimbeckError({ code: 'endpoint-down', message: 'Refused.', kind: 'transient' });
        return prompt;
      },
    },
  );
  await (await startRun(stage.server, { run: 'shaky', queuePrefix: 'shaky' })).result();
  expect(world.asker.bought.toSorted()).toEqual([...new Set(world.asker.bought)].toSorted());
  expect((await viewOf(world, 'shaky')).steps.get('read')?.finished?.spend).toMatchObject({ calls: 30, reused: 0 });
});

test('trouble that lasts is tried as often as the step may, then ends the run in its own words, and a resume goes on', async () => {
  let isDown = true;
  let refused = 0;
  const world = await open(
    'down',
    { data: { seeds: 30 }, models, steps: [{ ...asking('read'), attempts: 3 }] },
    {
      teacher: (prompt) => {
        if (prompt !== 'prompt 12' || !isDown) return prompt;
        refused++;
        throw new LimbeckError({ code: 'teacher-failed', message: 'It could not answer (503).', kind: 'transient' });
      },
    },
  );
  expect(await failureOf('down')).toEqual({ code: 'teacher-failed', message: 'It could not answer (503).' });
  expect(refused).toBe(3);
  expect((await viewOf(world, 'down')).outcome).toBe('failed');
  isDown = false;
  await (await startRun(stage.server, { run: 'down', queuePrefix: 'down' })).result();
  expect(world.asker.bought.toSorted()).toEqual([...new Set(world.asker.bought)].toSorted());
  expect(world.asker.bought.length).toBe(30);
});

test('the first failure cancels the steps beside it, whose answers stay', async () => {
  let reached: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  let held = true;
  const world = await open(
    'siblings',
    {
      data: { seeds: 8, gold: 3 },
      models,
      steps: [
        asking('read'),
        { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'gold' }, queue: 'gpu-default' },
      ],
    },
    {
      // Six answers, then silence until the run is cancelled.
      teacher: async (prompt, { signal }) => {
        if (Number(prompt.split(' ')[1]) < 6 || !held) return prompt;
        reached();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
      train: async () => {
        await asked;
        throw new LimbeckError({ code: 'out-of-memory', message: 'The batch does not fit.', hint: 'Halve it.' });
      },
    },
  );
  expect(await failureOf('siblings')).toEqual({ code: 'out-of-memory', message: 'The batch does not fit.' });
  const view = await viewOf(world, 'siblings');
  expect([view.outcome, view.steps.get('tune')?.state]).toEqual(['failed', 'failed']);
  expect(view.steps.get('read')?.state).not.toBe('failed');
  expect(world.asker.bought.length).toBe(6);
  held = false;
});

test('a cancelled run is closed as cancelled and can be resumed', async () => {
  let reached: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  let held = true;
  const world = await open(
    'cancelled',
    { data: { seeds: 8 }, models, steps: [asking('read')] },
    {
      teacher: async (prompt, { signal }) => {
        if (Number(prompt.split(' ')[1]) < 6 || !held) return prompt;
        reached();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
    },
  );
  const handle = await startRun(stage.server, { run: 'cancelled', queuePrefix: 'cancelled' });
  await asked;
  await handle.cancel();
  const error: unknown = await handle.result().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(WorkflowFailedError);
  expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
  expect(await viewOf(world, 'cancelled')).toMatchObject({ outcome: 'cancelled', error: { code: 'cancelled' } });

  held = false;
  await (await startRun(stage.server, { run: 'cancelled', queuePrefix: 'cancelled' })).result();
  expect(world.asker.bought.length).toBe(8);
  expect((await viewOf(world, 'cancelled')).outcome).toBe('done');
});

test('a paused run lets what is under way end, begins nothing more, and goes on when it is resumed', async () => {
  let reached: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const world = await open(
    'paused',
    { data: { seeds: 8 }, models, steps: [{ ...asking('read'), chunkRows: 4, window: 1 }] },
    {
      teacher: async (prompt) => {
        reached();
        await held;
        return prompt;
      },
    },
  );
  const handle = await startRun(stage.server, { run: 'paused', queuePrefix: 'paused' });
  await asked;
  // The activity looks why it is cancelled: from then on it knows of the pause.
  const events = world.runs.events.bind(world.runs);
  world.runs.events = async (run) => {
    setImmediate(letGo);
    return events(run);
  };
  await world.runs.append('paused', { type: 'pause-asked' });
  await stage.server.client.workflow.getHandle('paused').signal(PAUSE_SIGNAL);
  await expect(handle.result()).rejects.toMatchObject({ cause: { type: 'paused' } });
  const view = await viewOf(world, 'paused');
  expect([view.outcome, view.error, view.pausing]).toEqual(['paused', undefined, undefined]);
  expect(world.asker.bought.length).toBe(4);

  await (await startRun(stage.server, { run: 'paused', queuePrefix: 'paused' })).result();
  expect(world.asker.bought.length).toBe(8);
  expect((await viewOf(world, 'paused')).outcome).toBe('done');
});

test('a worker that is asked to stop ends what is under way, and another one goes on', async () => {
  let inFlight = 0;
  let most: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => (most = resolve));
  const world = await open(
    'handover',
    { data: { seeds: 60 }, models, steps: [asking('read')] },
    {
      teacher: async (prompt) => {
        inFlight++;
        if (inFlight === 4) most();
        await pause(20);
        return prompt;
      },
    },
  );
  const handle = await startRun(stage.server, { run: 'handover', queuePrefix: 'handover' });
  await busy;
  await stage.rest();
  const before = world.asker.bought.length;
  expect(before).toBeGreaterThanOrEqual(4);
  expect(before).toBe(inFlight);
  await stage.work(world.deps, 'handover', ['teacher']);
  await handle.result();
  expect(inFlight).toBe(60);
  expect((await viewOf(world, 'handover')).steps.get('read')?.finished?.spend).toMatchObject({ calls: 60, reused: 0 });
});
