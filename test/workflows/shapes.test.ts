import { smallPlan, type SmallPlan } from '../support/small-plan.js';
import { openSmallWorld, viewOf } from '../support/small-world.js';
import { openWorkflowStage } from '../support/workflow-stage.js';
import { startRun } from '../support/workflow-world.js';

const stage = openWorkflowStage();

const teacher = { teacher: { base_url: 'http://127.0.0.1:9/v1' } };

test('all five shapes follow one another, each on its queue, and their facts reach the run', async () => {
  const world = await openSmallWorld('shapes', {
    data: { seeds: 4, gold: 25 },
    models: teacher,
    steps: [
      { id: 'write', use: 'elicit/extend', shape: 'grow', from: { rows: 'seeds' }, with: { target: 20, perRound: 6 } },
      {
        id: 'read',
        use: 'elicit/answer',
        shape: 'map',
        from: { rows: 'write', examples: 'seeds' },
        models: { model: ['teacher'] },
        queue: 'teacher-teacher',
        produces: 'sft',
      },
      { id: 'tidy', use: 'refine/unique', shape: 'reduce', from: { rows: 'read' }, produces: 'sft' },
      { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'tidy' }, queue: 'gpu-default' },
      {
        id: 'score',
        use: 'evaluate/match',
        shape: 'measure',
        from: { rows: 'gold' },
        models: { models: ['teacher', 'tune'] },
        gate: 'metrics.tune.accuracy >= 1.0',
      },
    ],
  });
  await stage.work(world.deps, 'shapes', ['teacher']);
  const { outputs } = await (await startRun(stage.server, { run: 'shapes', queuePrefix: 'shapes' })).result();
  const view = await viewOf(world, 'shapes');
  expect(view.outcome).toBe('done');
  expect(
    Object.fromEntries([...view.steps].map(([id, step]) => [id, [step.state, step.finished?.counts.out]])),
  ).toEqual({
    write: ['done', 20],
    read: ['done', 20],
    tidy: ['done', 20],
    tune: ['done', 7],
    score: ['done', 50],
  });
  expect(outputs['tune']?.outputs).toEqual({ model: 'model-tune' });
  const score = world.artifacts.steps.get(outputs['score']!.key)!;
  expect(score.metrics).toEqual({
    teacher: { accuracy: { value: 1, n: 25 } },
    tune: { accuracy: { value: 1, n: 25 } },
  });
  expect(Object.keys(score.outputs)).toEqual(['teacher', 'tune']);
  // Three chunks of the local model's rows, each sent as one batch in row order.
  const batches = world.asker.batches.toSorted((a, b) => Number(a[0]!.split(' ')[1]) - Number(b[0]!.split(' ')[1]));
  expect(batches.flat()).toEqual(Array.from({ length: 25 }, (_, index) => `prompt ${index}`));
  expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
  // 20 answers for read, 25 for each model of score, all bought here.
  expect(view.steps.get('read')?.spend).toMatchObject({ calls: 20, reused: 0, cost_nanousd: 100 });
  const made = world.artifacts.rowsOf(outputs['read']!.outputs['rows']!);
  expect(new Set(made.map(({ id }) => id)).size).toBe(20);
  expect(made[0]).toMatchObject({ examples: 4 });
  // What was asked is kept beside the rows, in their order: by input row for read, by model and held-out row for score.
  const callsOf = (step: string) => world.artifacts.rowsOf(world.artifacts.steps.get(outputs[step]!.key)!.calls!);
  expect(callsOf('read').map(({ rows }) => rows)).toEqual(made.map(({ parents }) => parents));
  expect(callsOf('read')[0]).toMatchObject({ role: 'model', model: 'teacher', messages: [{ role: 'user' }] });
  expect(callsOf('score').map(({ model }) => model)).toEqual(
    ['teacher', 'tune'].flatMap((name) => Array.from({ length: 25 }, () => name)),
  );
  expect(view.steps.get('score')?.gate).toEqual({ expression: 'metrics.tune.accuracy >= 1.0', met: true });
});

test('a step that continues as new makes the same rows as one that does not', async () => {
  const spec: SmallPlan = {
    data: { seeds: 100 },
    steps: [
      { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, window: 3 },
      { id: 'more', use: 'elicit/extend', shape: 'grow', from: { rows: 'loud' }, with: { target: 30, perRound: 3 } },
    ],
  };
  const results: unknown[] = [];
  for (const run of ['whole', 'pieces']) {
    const world = await openSmallWorld(run, spec);
    await stage.work(world.deps, run);
    const limits = run === 'pieces' ? { chunksPerRun: 4, window: 2 } : {};
    const { outputs } = await (await startRun(stage.server, { run, queuePrefix: run, limits })).result();
    results.push(Object.values(outputs).map((output) => output.outputs));
    await stage.rest();
  }
  expect(results[1]).toEqual(results[0]);
  const runsOf = async (id: string): Promise<number> => {
    let count = 0;
    for await (const _ of stage.server.client.workflow.list({ query: `WorkflowId = "${id}"` })) count++;
    return count;
  };
  // Ten chunks by four, ten rounds by four.
  expect(await runsOf('pieces/loud')).toBe(3);
  expect(await runsOf('pieces/more')).toBe(3);
});

test('a second run of the same recipe reuses every step, and one changed parameter runs that step and what follows', async () => {
  const spec = (copies: number): SmallPlan => ({
    data: { seeds: 20 },
    models: teacher,
    steps: [
      {
        id: 'read',
        use: 'elicit/answer',
        shape: 'map',
        from: { rows: 'seeds' },
        models: { model: ['teacher'] },
        queue: 'teacher-teacher',
      },
      { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'read' }, with: { copies } },
      { id: 'tidy', use: 'refine/unique', shape: 'reduce', from: { rows: 'loud' } },
    ],
  });
  const world = await openSmallWorld('once', spec(1));
  await world.runs.create('twice', smallPlan(spec(1)), '');
  await world.runs.create('other', smallPlan(spec(2)), '');
  await stage.work(world.deps, 'reuse', ['teacher']);
  for (const run of ['once', 'twice', 'other'])
    await (await startRun(stage.server, { run, queuePrefix: 'reuse' })).result();
  const statesOf = async (run: string): Promise<string[]> =>
    [...(await viewOf(world, run)).steps.values()].map(({ state }) => state);
  expect(await statesOf('twice')).toEqual(['reused', 'reused', 'reused']);
  expect(await statesOf('other')).toEqual(['reused', 'done', 'done']);
  expect(world.asker.bought.length).toBe(20);
});

test('a false `when` skips the step and what only it feeds; what has another input goes on', async () => {
  const world = await openSmallWorld('skips', {
    data: { seeds: 10, gold: 5 },
    models: teacher,
    steps: [
      { id: 'off', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, when: 'false' },
      { id: 'after', use: 'refine/shout', shape: 'map', from: { rows: 'off' } },
      { id: 'both', use: 'refine/unique', shape: 'reduce', from: { a: 'off', b: 'seeds' } },
      { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'after' } },
      {
        id: 'score',
        use: 'evaluate/match',
        shape: 'measure',
        from: { rows: 'gold' },
        models: { models: ['teacher', 'tune'] },
      },
    ],
  });
  await stage.work(world.deps, 'skips', ['teacher']);
  const { outputs } = await (await startRun(stage.server, { run: 'skips', queuePrefix: 'skips' })).result();
  expect(Object.fromEntries(Object.entries(outputs).map(([id, { state, rows }]) => [id, [state, rows]]))).toEqual({
    off: ['skipped', 0],
    after: ['skipped', 0],
    both: ['done', 10],
    tune: ['skipped', 0],
    score: ['done', 5],
  });
});

test('a judge helps in the part of every model, local or not, and is no part itself', async () => {
  const world = await openSmallWorld('judged', {
    data: { seeds: 4, gold: 25 },
    models: { ...teacher, judge: { base_url: 'http://127.0.0.1:9/v1' } },
    steps: [
      { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'seeds' }, queue: 'gpu-default' },
      {
        id: 'score',
        use: 'evaluate/judged',
        shape: 'measure',
        from: { rows: 'gold' },
        models: { models: ['teacher', 'tune', 'judge'], judge: ['judge'] },
        subjects: 'models',
        gate: 'metrics.tune.together >= 25.0',
      },
    ],
  });
  await stage.work(world.deps, 'judged', ['teacher']);
  const { outputs } = await (await startRun(stage.server, { run: 'judged', queuePrefix: 'judged' })).result();
  expect((await viewOf(world, 'judged')).outcome).toBe('done');
  const score = world.artifacts.steps.get(outputs['score']!.key)!;
  const metrics = { judged: { value: 25, n: 25 }, together: { value: 25, n: 1 } };
  expect(score.metrics).toEqual({ teacher: metrics, tune: metrics, judge: metrics });
  const own = [
    {
      title: 'Rows',
      columns: ['what', 'rows'],
      rows: [
        ['judged', 25],
        ['failed', 0],
      ],
    },
  ];
  expect(score.tables).toEqual({
    by_model: { teacher: own, tune: own, judge: own },
    across: [{ title: 'all of them', columns: ['model'], rows: [['teacher'], ['tune'], ['judge']] }],
  });
  const tuned = await world.artifacts.openDataSet(score.outputs['tune']!);
  const verdicts: unknown[] = [];
  for await (const row of tuned.source.read()) verdicts.push(row['verdict']);
  expect(verdicts).toHaveLength(25);
  expect(verdicts.every((verdict) => String(verdict).startsWith('tune said '))).toBe(true);
});

test('where all models under measure were skipped the step is, though its judge is there', async () => {
  const world = await openSmallWorld('unjudged', {
    data: { seeds: 10, gold: 5 },
    models: { judge: { base_url: 'http://127.0.0.1:9/v1' } },
    steps: [
      { id: 'off', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, when: 'false' },
      { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'off' } },
      { id: 'other', use: 'distill/sft', shape: 'train', from: { rows: 'off' } },
      {
        id: 'score',
        use: 'evaluate/judged',
        shape: 'measure',
        from: { rows: 'gold' },
        models: { models: ['tune', 'other'], judge: ['judge'] },
        subjects: 'models',
      },
    ],
  });
  await stage.work(world.deps, 'unjudged', ['judge']);
  const { outputs } = await (await startRun(stage.server, { run: 'unjudged', queuePrefix: 'unjudged' })).result();
  expect(outputs['score']).toMatchObject({ state: 'skipped', rows: 0 });
});

test('a data set without rows passes through every shape', async () => {
  const world = await openSmallWorld('empty', {
    data: { seeds: 0 },
    models: teacher,
    steps: [
      { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' } },
      { id: 'tidy', use: 'refine/unique', shape: 'reduce', from: { rows: 'loud' } },
      { id: 'score', use: 'evaluate/match', shape: 'measure', from: { rows: 'tidy' }, models: { models: ['teacher'] } },
    ],
  });
  await stage.work(world.deps, 'empty', ['teacher']);
  const { outputs } = await (await startRun(stage.server, { run: 'empty', queuePrefix: 'empty' })).result();
  expect(Object.values(outputs).map(({ state, rows }) => [state, rows])).toEqual([
    ['done', 0],
    ['done', 0],
    ['done', 0],
  ]);
});
