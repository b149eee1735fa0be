import { LimbeckError } from '../../src/core/errors.js';
import type { RunResult } from '../../src/core/run/run-input.js';
import type { SmallLoop, SmallPlan } from '../support/small-plan.js';
import { openSmallWorld, viewOf, type SmallWorld, type SmallWorldInput } from '../support/small-world.js';
import { openWorkflowStage } from '../support/workflow-stage.js';
import { startRun } from '../support/workflow-world.js';

const stage = openWorkflowStage();

async function open(run: string, spec: SmallPlan, input: SmallWorldInput = {}): Promise<SmallWorld> {
  const world = await openSmallWorld(run, spec, input);
  await stage.work(world.deps, run, ['teacher']);
  return world;
}

async function result(run: string): Promise<RunResult> {
  return (await startRun(stage.server, { run, queuePrefix: run })).result();
}

const events = async (workflowId: string): Promise<number> =>
  (await stage.server.client.workflow.getHandle(workflowId).fetchHistory()).events!.length;

const rounds: SmallLoop = {
  id: 'rounds',
  times: 5,
  until: 'metrics.check.accuracy < previous.check.accuracy',
  keep: 'metrics.check.tune.accuracy',
  carry: { current: { start: 'seeds', next: 'loud' } },
  steps: [
    { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'current' } },
    { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'loud' }, queue: 'gpu-default' },
    { id: 'check', use: 'evaluate/match', shape: 'measure', from: { rows: 'gold' }, models: { models: ['tune'] } },
  ],
};
const after: SmallPlan['steps'] = [
  { id: 'again', use: 'refine/shout', shape: 'map', from: { rows: 'rounds.loud' } },
  {
    id: 'score',
    use: 'evaluate/match',
    shape: 'measure',
    from: { rows: 'gold' },
    models: { models: ['rounds.tune'] },
    needs: ['again'],
    when: "metrics.rounds.check.accuracy > 0.5 && metrics['rounds.check'].tune.accuracy > 0.5",
    gate: 'metrics.accuracy > 0.5',
  },
];

/** The model of each round gets so many of ten rows right. */
const right = [2, 6, 4, 9, 9];
const teacher: SmallWorldInput['teacher'] = (prompt, { model }) => {
  const round = Number(/\[(\d)\]/.exec(String(model.identity['digest']))?.[1]);
  return Number(prompt.split(' ')[1]) < right[round - 1]! ? prompt : 'wrong';
};

test('a loop runs its rounds until it is told to stop, and leaves the best one for what comes after', async () => {
  const plan: SmallPlan = { data: { seeds: 3, gold: 10 }, steps: after, loops: [rounds] };
  const world = await open('looping', plan, { teacher });
  const { outputs } = await result('looping');
  expect(outputs['rounds.loud']).toEqual(outputs['rounds[2]/loud']);
  expect(outputs['rounds.tune']?.outputs).toEqual({ model: 'model-rounds[2]/tune' });
  expect(world.artifacts.rowsOf(outputs['again']!.outputs['rows']!).length).toBe(3);
  // Each round began with the rows of the one before.
  const first = world.artifacts.rowsOf(outputs['rounds[1]/loud']!.outputs['rows']!);
  const second = world.artifacts.rowsOf(outputs['rounds[2]/loud']!.outputs['rows']!);
  expect(second.map(({ parents }) => parents)).toEqual(first.map(({ id }) => [id]));

  const view = await viewOf(world, 'looping');
  expect(view.loops.get('rounds')).toMatchObject({ round: 3, stop: true, kept: 2, value: 0.6 });
  expect([view.steps.get('rounds[3]/check')?.state, view.steps.get('rounds[4]/check')]).toMatchObject([
    'done',
    { state: 'skipped', skippedBecause: 'the loop ended after round 3' },
  ]);
  expect(view.steps.get('score')).toMatchObject({ state: 'done', gate: { met: true } });

  // At most 50 rounds and 500 steps: the histories stay short of what Temporal calls long.
  const [run, round] = [await events('looping'), await events('looping/rounds[2]')];
  expect({ run: 50 * (run / 3) < 2_000, round: 50 * (round / 3) < 2_000 }).toEqual({ run: true, round: true });

  // Another run of the same recipe finds every round done, and decides as this one did.
  await world.deps.runs.create('again', await world.deps.runs.plan('looping'), '');
  const bought = world.asker.bought.length;
  const { outputs: reused } = await (await startRun(stage.server, { run: 'again', queuePrefix: 'looping' })).result();
  const digests = (all: RunResult['outputs']): unknown =>
    Object.fromEntries(Object.entries(all).map(([name, output]) => [name, output.outputs]));
  expect(digests(reused)).toEqual(digests(outputs));
  expect(Object.values(reused).filter((output) => !output.reused)).toEqual([]);
  expect(world.asker.bought.length).toBe(bought);
});

test('a step that fails inside a round ends the run under its own name, and a resume goes on with that round', async () => {
  let broken = true;
  const trained: string[] = [];
  const world = await open(
    'breaking',
    {
      data: { seeds: 3, gold: 10 },
      steps: after.slice(0, 1),
      loops: [{ ...rounds, times: 2, steps: rounds.steps.slice(0, 2), until: 'false', keep: '1.0' }],
    },
    {
      train: async ({ step }) => {
        trained.push(step);
        if (broken && step === 'rounds[2]/tune')
          throw new LimbeckError({ code: 'out-of-memory', message: 'The batch does not fit.', hint: 'Halve it.' });
        return { model: `model-${step}`, rows: 3, training: { steps: 1 } };
      },
    },
  );
  await expect(result('breaking')).rejects.toMatchObject({ cause: { type: 'out-of-memory' } });
  const view = await viewOf(world, 'breaking');
  expect([view.outcome, view.error, view.steps.get('rounds[2]/tune')?.state, view.steps.get('again')?.state]).toEqual([
    'failed',
    { code: 'out-of-memory', message: 'The batch does not fit.', hint: 'Halve it.' },
    'failed',
    'waiting',
  ]);
  broken = false;
  const { outputs } = await result('breaking');
  // Equal rounds: the earlier one is kept.
  expect(outputs['rounds.tune']?.outputs).toEqual({ model: 'model-rounds[1]/tune' });
  expect(trained).toEqual(['rounds[1]/tune', 'rounds[2]/tune', 'rounds[2]/tune']);
});

test('a gate inside a round ends the run, and a loop whose condition is false is skipped with what reads it', async () => {
  const gated = rounds.steps.map((step) => (step.id === 'check' ? { ...step, gate: 'metrics.accuracy > 0.5' } : step));
  const world = await open(
    'gates',
    { data: { seeds: 3, gold: 10 }, steps: [], loops: [{ ...rounds, steps: gated }] },
    { teacher },
  );
  await expect(result('gates')).rejects.toMatchObject({ cause: { type: 'gate-not-met' } });
  const stopped = await viewOf(world, 'gates');
  expect([stopped.outcome, stopped.steps.get('rounds[1]/check')?.gate?.met]).toEqual(['gate-not-met', false]);
  await stage.rest();

  const off = await open('off', {
    data: { seeds: 3, gold: 10 },
    steps: after.slice(0, 1),
    loops: [{ ...rounds, when: 'params.size() > 0' }],
  });
  await result('off');
  const { steps } = await viewOf(off, 'off');
  expect([...steps.values()].map(({ id, state }) => [id, state])).toEqual(
    expect.arrayContaining([
      ['rounds[1]/loud', 'skipped'],
      ['rounds[5]/check', 'skipped'],
      ['again', 'skipped'],
    ]),
  );
  expect(steps.get('again')?.skippedBecause).toBe('"rounds.loud" was skipped');
});
