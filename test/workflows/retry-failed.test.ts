import { chatOf } from '../support/chat-of.js';
import type { Row } from '../../src/core/record-kinds.js';
import { LimbeckError } from '../../src/core/errors.js';
import { createAsker } from '../../src/models/asking/asker.js';
import type { OnlineProvider } from '../../src/models/contract.js';
import type { SmallPlan } from '../support/small-plan.js';
import { smallPlan } from '../support/small-plan.js';
import { openSmallWorld, viewOf, type SmallWorld } from '../support/small-world.js';
import { openWorkflowStage } from '../support/workflow-stage.js';
import { startRun } from '../support/workflow-world.js';

const stage = openWorkflowStage();

const SPEC: SmallPlan = {
  data: { seeds: 12, gold: 6 },
  models: { teacher: { base_url: 'http://127.0.0.1:9/v1' } },
  steps: [
    {
      id: 'read',
      use: 'elicit/answer',
      shape: 'map',
      from: { rows: 'seeds' },
      models: { model: ['teacher'] },
      queue: 'teacher-teacher',
      produces: 'sft',
      chunkRows: 5,
      maxFailedShare: 0.5,
    },
    { id: 'tidy', use: 'refine/unique', shape: 'reduce', from: { rows: 'read' }, produces: 'sft' },
    { id: 'aside', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' } },
    {
      id: 'score',
      use: 'evaluate/match',
      shape: 'measure',
      from: { rows: 'gold' },
      models: { models: ['teacher'] },
      maxFailedShare: 0.5,
    },
  ],
};

interface Teacher extends OnlineProvider {
  /** What was asked since it was last looked at. */
  taken(): string[];
}

/**
 * Answers with the prompt. The filter stops "prompt 3" once and "prompt 5" always, where they are asked for the first
 * time or anew alike; "prompt 8" is refused once.
 */
function trying(): Teacher {
  let asked: string[] = [];
  const times = new Map<string, number>();
  return {
    kind: 'online',
    async call(request) {
      const { content } = chatOf(request).messages[0]!;
      asked.push(content);
      const before = times.get(content) ?? 0;
      times.set(content, before + 1);
      if (content === 'prompt 8' && before === 0)
        throw new LimbeckError({ code: 'request-refused', kind: 'row', message: 'No.' });
      const stopped = content === 'prompt 5' || (content === 'prompt 3' && before === 0);
      const usage = { prompt_tokens: 1, completion_tokens: 1 };
      return { answer: { text: content, finish_reason: stopped ? 'content_filter' : 'stop', usage }, facts: {} };
    },
    close: async () => undefined,
    taken() {
      const now = asked;
      asked = [];
      return now.toSorted();
    },
  };
}

async function open(run: string, spec: SmallPlan = SPEC): Promise<{ world: SmallWorld; teacher: Teacher }> {
  const world = await openSmallWorld(run, spec);
  const teacher = trying();
  const { ledger } = world.deps;
  const asker = createAsker({ ledger, clock: { now: () => 0 } });
  const deps = { ...world.deps, asker, providers: { open: async () => teacher } };
  await stage.work(deps, run, ['teacher']);
  return { world, teacher };
}

/** Outputs of the run's steps, after one more attempt at it. */
async function attempt(prefix: string, run = prefix): Promise<Record<string, { key: string; rows: string }>> {
  const { outputs } = await (await startRun(stage.server, { run, queuePrefix: prefix })).result();
  return Object.fromEntries(
    Object.entries(outputs).map(([id, { key, outputs: made }]) => [id, { key, rows: Object.values(made)[0]! }]),
  );
}

async function states(world: SmallWorld, run: string): Promise<Record<string, unknown>> {
  const { steps } = await viewOf(world, run);
  return Object.fromEntries(
    [...steps].map(([id, { state, failed }]) => [id, failed > 0 ? `${state}, ${failed} failed` : state]),
  );
}

const promptsOf = (rows: readonly Row[]): string[] => rows.map(({ prompt }) => String(prompt));

test('failed rows are tried again when that is asked for, only they, and what comes after them is made anew', async () => {
  const { world, teacher } = await open('again');
  const { artifacts, runs } = world;
  const first = await attempt('again');
  // prompts 0 to 5 for score are those of read: they were answered or are joined.
  expect(new Set(teacher.taken()).size).toBe(12);
  expect(await states(world, 'again')).toMatchObject({ read: 'done, 3 failed', tidy: 'done' });
  const firstRows = artifacts.rowsOf(first['read']!.rows);
  const missing = ['prompt 3', 'prompt 5', 'prompt 8'];
  expect(promptsOf(firstRows)).not.toEqual(expect.arrayContaining(missing));

  // A plain resume changes nothing.
  expect(await attempt('again')).toEqual(first);
  expect(teacher.taken()).toEqual([]);

  await runs.retryFailed('again', { read: 1 });
  const second = await attempt('again');
  expect(teacher.taken()).toEqual(missing);
  expect(await states(world, 'again')).toEqual({
    read: 'done, 1 failed',
    tidy: 'done',
    aside: 'reused',
    score: expect.stringContaining('reused'),
  });
  const secondRows = artifacts.rowsOf(second['read']!.rows);
  // Rows that were good are the same rows, by id, in their places.
  expect(secondRows.filter(({ prompt }) => !missing.includes(String(prompt)))).toEqual(firstRows);
  expect(promptsOf(secondRows)).toHaveLength(11);
  expect(artifacts.rowsOf(second['tidy']!.rows)).toHaveLength(11);
  // The first record stays beside the second.
  expect(artifacts.steps.get(first['read']!.key)).toMatchObject({ counts: { failed: 3 } });
  const record = artifacts.steps.get(second['read']!.key)!;
  expect(record).toMatchObject({ retried: { of: first['read']!.key, times: 1 }, counts: { out: 11, failed: 1 } });
  // One for each row, and two anew, each counted once.
  expect(record.spend.calls + record.spend.reused).toBe(14);
  // What was asked anew is said beside the rows.
  const calls = artifacts.rowsOf(record.calls!).filter(({ retry }) => retry === 1);
  expect(calls.map(({ messages }) => (messages as { content: string }[])[0]!.content).toSorted()).toEqual([
    'prompt 3',
    'prompt 5',
  ]);

  // Another attempt, and another run of the recipe, go on with what is there.
  expect(await attempt('again')).toEqual(second);
  await runs.create('later', smallPlan(SPEC), '');
  expect(await attempt('again', 'later')).toEqual(second);
  expect(teacher.taken()).toEqual([]);

  // The same retries give the same bytes.
  for (const key of [second['read']!.key, second['tidy']!.key]) artifacts.steps.delete(key);
  expect(await attempt('again')).toEqual(second);
  expect(teacher.taken()).toEqual([]);
});

test('where a model is measured, a row that got no answer is tried again, and an unusable reply stays its answer', async () => {
  const [, , , score] = SPEC.steps;
  const { world, teacher } = await open('measured', { ...SPEC, data: { gold: 12 }, steps: [score!] });
  const first = await attempt('measured');
  teacher.taken();
  const metricsOf = (made: typeof first): unknown => world.artifacts.steps.get(made['score']!.key)?.metrics;
  expect(metricsOf(first)).toEqual({ teacher: { accuracy: { value: 9 / 12, n: 12 } } });
  await world.runs.retryFailed('measured', { score: 1 });
  const second = await attempt('measured');
  expect(teacher.taken()).toEqual(['prompt 8']);
  expect(metricsOf(second)).toEqual({ teacher: { accuracy: { value: 10 / 12, n: 12 } } });
});

test('a run that stopped because of too many failed rows tries those again that got no answer, and the others when asked', async () => {
  const [read] = SPEC.steps;
  const { world, teacher } = await open('stopped', {
    ...SPEC,
    data: { seeds: 12 },
    steps: [{ ...read!, maxFailedShare: 0.1 }],
  });
  const failure = async (): Promise<string> => {
    await attempt('stopped').catch(() => undefined);
    return (await viewOf(world, 'stopped')).error?.message ?? 'done';
  };
  expect(await failure()).toContain('3 of 12 rows failed');
  teacher.taken();
  expect(await failure()).toContain('2 of 12 rows failed');
  expect(teacher.taken()).toEqual(['prompt 8']);
  await world.runs.retryFailed('stopped', { read: 1 });
  expect(await failure()).toBe('done');
  expect(teacher.taken()).toEqual(['prompt 3', 'prompt 5']);
  expect(await states(world, 'stopped')).toEqual({ read: 'done, 1 failed' });
});
