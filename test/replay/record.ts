/**
 * Records the histories that replay.test.ts replays: `node -r ./test/support/register-ts.cjs test/replay/record.ts NAME...`
 * Run it when a release changes workflows on purpose, and add to what is there: a history that was once written by a
 * released version must replay for as long as runs of that version may be open.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { LimbeckError } from '../../src/core/errors.js';
import { PAUSE_SIGNAL, REVIEW_APPROVED_SIGNAL, type RunLimits } from '../../src/core/run/run-input.js';
import { openSmallWorld, viewOf, type SmallWorld, type SmallWorldInput } from '../support/small-world.js';
import type { SmallPlan } from '../support/small-plan.js';
import { repoRoot } from '../support/source-tree.js';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.js';
import { startRun, startTestWorker } from '../support/workflow-world.js';

interface Recording {
  readonly name: string;
  readonly plan: SmallPlan;
  readonly world?: SmallWorldInput;
  readonly limits?: RunLimits;
  /** Steps whose own workflows are kept beside the run's; of each, every run it continued as. */
  readonly steps: readonly string[];
  /** Called when the teacher is first asked. */
  readonly cancelWhenAsked?: boolean;
  /** Paused instead of cancelled. */
  readonly pauseWhenAsked?: boolean;
  /** A step whose review is approved, all its rows removed, when it waits. */
  readonly approve?: string;
}

const models = { teacher: { base_url: 'http://127.0.0.1:9/v1' } };
const read: SmallPlan['steps'][number] = {
  id: 'read',
  use: 'elicit/answer',
  shape: 'map',
  from: { rows: 'seeds' },
  models: { model: ['teacher'] },
  queue: 'teacher-teacher',
};

function recordings(asked: () => void): Recording[] {
  return [
    {
      name: 'all-shapes',
      plan: {
        data: { seeds: 4, gold: 25 },
        models,
        steps: [
          {
            id: 'write',
            use: 'elicit/extend',
            shape: 'grow',
            from: { rows: 'seeds' },
            with: { target: 12, perRound: 6 },
          },
          { ...read, from: { rows: 'write' } },
          { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'write' } },
          { id: 'tidy', use: 'refine/unique', shape: 'reduce', from: { a: 'read', b: 'loud' } },
          { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'tidy' }, queue: 'gpu-default' },
          {
            id: 'score',
            use: 'evaluate/match',
            shape: 'measure',
            from: { rows: 'gold' },
            models: { models: ['teacher', 'tune'] },
            gate: 'metrics.tune.accuracy > 0.0',
          },
          { id: 'off', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, when: 'false' },
        ],
      },
      steps: ['write', 'loud', 'tidy', 'tune', 'score'],
    },
    {
      name: 'continue-as-new',
      plan: {
        data: { seeds: 60 },
        steps: [
          { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, window: 3 },
          {
            id: 'more',
            use: 'elicit/extend',
            shape: 'grow',
            from: { rows: 'loud' },
            with: { target: 12, perRound: 3 },
          },
        ],
      },
      limits: { chunksPerRun: 3, window: 2 },
      steps: ['loud', 'more'],
    },
    {
      name: 'too-many-failed',
      plan: {
        data: { seeds: 40 },
        steps: [{ id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' } }],
      },
      world: { say: (index) => (index % 2 === 0 ? `bad ${index}` : `prompt ${index}`) },
      steps: ['loud'],
    },
    {
      name: 'gate-not-met',
      plan: {
        data: { gold: 5 },
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
        ],
      },
      world: { teacher: () => 'wrong' },
      steps: [],
    },
    {
      name: 'budget-reached',
      plan: { data: { seeds: 5 }, models, steps: [read] },
      world: {
        teacher: () => {
          throw new LimbeckError({ code: 'budget-reached', message: 'Nothing may be spent.', kind: 'budget' });
        },
      },
      steps: [],
    },
    {
      name: 'sibling-failed',
      plan: {
        data: { seeds: 5 },
        models,
        steps: [
          read,
          { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'seeds' }, queue: 'gpu-default' },
        ],
      },
      world: {
        teacher: untilAborted(() => undefined),
        train: async () => {
          throw new LimbeckError({ code: 'out-of-memory', message: 'The batch does not fit.', hint: 'Halve it.' });
        },
      },
      steps: ['read'],
    },
    {
      name: 'cancelled',
      plan: { data: { seeds: 5 }, models, steps: [read] },
      world: { teacher: untilAborted(asked) },
      cancelWhenAsked: true,
      steps: ['read'],
    },
    {
      name: 'loop',
      plan: {
        data: { seeds: 3, gold: 4 },
        models,
        steps: [{ id: 'after', use: 'refine/shout', shape: 'map', from: { rows: 'rounds.loud' } }],
        loops: [
          {
            id: 'rounds',
            times: 3,
            until: 'metrics.check.accuracy <= previous.check.accuracy',
            keep: 'metrics.check.accuracy',
            when: 'params.size() == 0',
            carry: { current: { start: 'seeds', next: 'loud' } },
            steps: [
              { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'current' } },
              {
                id: 'check',
                use: 'evaluate/match',
                shape: 'measure',
                from: { rows: 'gold' },
                models: { models: ['teacher'] },
                needs: ['loud'],
              },
            ],
          },
        ],
      },
      steps: ['rounds[1]', 'rounds[2]'],
    },
    {
      name: 'review',
      plan: {
        data: { seeds: 4 },
        steps: [
          { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, review: { rows: 2 } },
          { id: 'after', use: 'refine/shout', shape: 'map', from: { rows: 'loud' } },
        ],
      },
      approve: 'loud',
      steps: [],
    },
    {
      name: 'paused',
      plan: { data: { seeds: 5 }, models, steps: [read] },
      world: { teacher: untilAborted(asked) },
      pauseWhenAsked: true,
      steps: ['read'],
    },
  ];
}

function untilAborted(asked: () => void): NonNullable<SmallWorldInput['teacher']> {
  return (_prompt, { signal }) => {
    asked();
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };
}

async function record(server: TemporalServer, recording: Recording, asked: Promise<void>): Promise<void> {
  const { name, plan, world: input = {}, limits, steps } = recording;
  const world = await openSmallWorld(name, plan, input);
  const worker = await startTestWorker(server, world.deps, 'q', ['teacher']);
  const handle = await startRun(server, { run: name, queuePrefix: 'q', ...(limits ? { limits } : {}) });
  if (recording.approve !== undefined) await approveAll(server, world, name, recording.approve);
  if (recording.pauseWhenAsked) {
    await asked;
    await server.client.workflow.getHandle(name).signal(PAUSE_SIGNAL);
  }
  if (recording.cancelWhenAsked) {
    await asked;
    await handle.cancel();
  }
  await handle.result().catch(() => undefined);
  await worker.stop();
  await keep(server, name, name);
  for (const step of steps) await keep(server, `${name}/${step}`, `${name}.${step}`);
}

/** Waits for the review by looking: there is nothing that tells. */
async function approveAll(server: TemporalServer, world: SmallWorld, run: string, step: string): Promise<void> {
  for (;;) {
    const review = (await viewOf(world, run)).steps.get(step)?.review;
    if (review?.type === 'review-waiting') {
      await world.runs.approve(run, step, { review: review.review, by: 'reviewer', at: review.at, rows: [] });
      await server.client.workflow.getHandle(run).signal(REVIEW_APPROVED_SIGNAL, { step });
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every run of a workflow, oldest first. */
async function keep(server: TemporalServer, workflowId: string, file: string): Promise<void> {
  const runIds: string[] = [];
  for await (const { runId } of server.client.workflow.list({ query: `WorkflowId = "${workflowId}"` }))
    runIds.unshift(runId);
  for (const [place, runId] of runIds.entries()) {
    const history = await server.client.workflow.getHandle(workflowId, runId).fetchHistory();
    const text = JSON.stringify({ workflowId, history: JSON.parse(historyToJSON(history)) as unknown })
      .replaceAll(`${process.pid}@${hostname()}`, 'worker')
      .replaceAll(repoRoot, '');
    const suffix = runIds.length > 1 ? `.${place + 1}` : '';
    writeFileSync(join(__dirname, 'histories', `${file}${suffix}.json`), `${text}\n`);
  }
}

async function main(): Promise<void> {
  mkdirSync(join(__dirname, 'histories'), { recursive: true });
  const server = await startTemporalServer();
  let told: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (told = resolve));
  const names = process.argv.slice(2);
  for (const recording of recordings(() => told()))
    if (names.includes(recording.name)) await record(server, recording, asked);
  await server.stop();
}

void main();
