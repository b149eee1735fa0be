import type { Row } from '../../src/core/record-kinds.js';
import type { RunView } from '../../src/core/run/run-view.js';
import { REVIEW_APPROVED_SIGNAL, roundWorkflowId, type RunResult } from '../../src/core/run/run-input.js';
import type { SmallPlan } from '../support/small-plan.js';
import { openSmallWorld, viewOf, type SmallWorld } from '../support/small-world.js';
import { openWorkflowStage } from '../support/workflow-stage.js';
import { startRun } from '../support/workflow-world.js';

const stage = openWorkflowStage();

/** A world that tells when a step begins to wait for its review. */
async function open(run: string, spec: SmallPlan): Promise<SmallWorld & { waits(step: string): Promise<Waiting> }> {
  await stage.rest();
  const world = await openSmallWorld(run, spec);
  const told: Waiting[] = [];
  const bells: (() => void)[] = [];
  const append = world.runs.append.bind(world.runs);
  world.runs.append = async (name, event) => {
    await append(name, event);
    if (event.type !== 'review-waiting') return;
    const { text } = world.runs.reviews.get(`${name}/${event.file}`)!;
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    told.push({ step: event.step, review: event.review, rows });
    for (const ring of bells.splice(0)) ring();
  };
  await stage.work(world.deps, run);
  return {
    ...world,
    async waits(step) {
      for (;;) {
        const found = told.find((waiting) => waiting.step === step);
        if (found) return found;
        await new Promise<void>((resolve) => bells.push(resolve));
      }
    },
  };
}

interface Waiting {
  readonly step: string;
  readonly review: string;
  readonly rows: readonly Row[];
}

const at = '2026-01-01T00:00:00.000Z';
const signal = (workflow: string, step: string): Promise<void> =>
  stage.server.client.workflow.getHandle(workflow).signal(REVIEW_APPROVED_SIGNAL, { step });
const reviewed = (view: RunView, step: string): unknown => view.steps.get(step)?.review?.type;

test('a reviewed step waits, and what comes after reads the rows as the reviewer left them', async () => {
  const plan: SmallPlan = {
    data: { seeds: 6 },
    steps: [
      { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, review: { rows: 3 } },
      { id: 'after', use: 'refine/unique', shape: 'reduce', from: { rows: 'loud' } },
      {
        id: 'empty',
        use: 'refine/keep',
        shape: 'map',
        from: { rows: 'seeds' },
        with: { test: 'false' },
        review: { rows: 3 },
      },
    ],
  };
  const world = await open('reviewed', plan);
  const handle = await startRun(stage.server, { run: 'reviewed', queuePrefix: 'reviewed' });
  const { review, rows } = await world.waits('loud');
  expect(rows.length).toBe(3);
  // An approval of other rows leaves the review open.
  await world.runs.approve('reviewed', 'loud', { review: 'other', by: 'Eve', at, rows: [] });
  await signal('reviewed', 'loud');
  const [first, second] = rows as [Row, Row, Row];
  const approval = { review, by: 'Ada', at, rows: [{ ...second, prompt: 'EDITED' }, first] };
  await world.runs.approve('reviewed', 'loud', approval);
  await signal('reviewed', 'loud');
  const { outputs } = await handle.result();

  const left = world.artifacts.rowsOf(outputs['loud']!.outputs['rows']!);
  expect(left.map(({ prompt }) => prompt).filter((prompt) => prompt === 'EDITED')).toEqual(['EDITED']);
  expect([left.length, left.map(({ id }) => id).includes(rows[2]!.id)]).toEqual([5, false]);
  expect(world.artifacts.rowsOf(outputs['after']!.outputs['rows']!).length).toBe(5);
  const record = world.artifacts.steps.get(outputs['loud']!.key)!;
  expect(record).toMatchObject({
    use: 'refine/shout',
    counts: { in: 6, out: 5, rejected: 1, failed: 0, reasons: { reviewer: 1 } },
    review: { by: 'Ada', rows: 3, edited: 1, removed: 1 },
  });
  expect(world.artifacts.rowsOf(record.rejected!)).toEqual([{ ...rows[2], rejected_because: 'reviewer' }]);
  const view = await viewOf(world, 'reviewed');
  expect(view.steps.get('loud')).toMatchObject({ state: 'done', key: record.key, done: 5, rejected: 1 });
  // Without rows there is nothing to show.
  expect([reviewed(view, 'loud'), reviewed(view, 'empty'), view.outcome]).toEqual([
    'review-finished',
    undefined,
    'done',
  ]);

  // Another run of the same recipe: the same rows need no second review.
  await world.runs.create('again', await world.runs.plan('reviewed'), '');
  const again = await (await startRun(stage.server, { run: 'again', queuePrefix: 'reviewed' })).result();
  const digests = (all: RunResult['outputs']): unknown =>
    Object.fromEntries(Object.entries(all).map(([name, output]) => [name, output.outputs]));
  expect(digests(again.outputs)).toEqual(digests(outputs));
  expect(Object.values(again.outputs).every(({ reused }) => reused)).toBe(true);
});

test('a step in a round of a loop waits for its review as well, and an approval that came first is taken at once', async () => {
  const shout = { id: 'loud', use: 'refine/shout', shape: 'map', review: { rows: 9 } } as const;
  const world = await open('looped', {
    data: { seeds: 2 },
    steps: [],
    loops: [{ id: 'rounds', times: 1, steps: [{ ...shout, from: { rows: 'seeds' } }] }],
  });
  const handle = await startRun(stage.server, { run: 'looped', queuePrefix: 'looped' });
  const { review, rows } = await world.waits('rounds[1]/loud');
  await handle.cancel();
  await expect(handle.result()).rejects.toThrow();
  await world.runs.approve('looped', 'rounds[1]/loud', { review, by: 'Ada', at, rows: rows.slice(1) });
  const { outputs } = await (await startRun(stage.server, { run: 'looped', queuePrefix: 'looped' })).result();
  expect(outputs['rounds.loud']?.rows).toBe(1);

  // Told while it waits: the signal goes to the round's own workflow.
  const other = await open('told', {
    data: { seeds: 3 },
    steps: [],
    loops: [{ id: 'rounds', times: 1, steps: [{ ...shout, from: { rows: 'seeds' } }] }],
  });
  const told = await startRun(stage.server, { run: 'told', queuePrefix: 'told' });
  const waiting = await other.waits('rounds[1]/loud');
  await other.runs.approve('told', 'rounds[1]/loud', { review: waiting.review, by: 'Ada', at, rows: [] });
  await signal(roundWorkflowId('told', { id: 'rounds', round: 1 }), 'rounds[1]/loud');
  expect((await told.result()).outputs['rounds.loud']?.rows).toBe(0);
});
