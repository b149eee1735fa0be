import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainingJob } from '../../../activities/runtime/deps.js';
import { objectives } from '../../../activities/distill/index.js';
import type { ActivityScope } from '../../../activities/runtime/scope.js';
import { createMemoryLedger, createMemoryRuns } from '../../../test/support/memory-stores.js';
import { smallPlan } from '../../../test/support/small-plan.js';
import { createFileArtifactStore } from '../../artifacts/file/file-artifact-store.js';
import { isLimbeckError } from '../../core/errors.js';
import { systemClock } from '../../models/clock.js';
import { trainStep } from './train-step.js';

const never: ActivityScope = {
  signal: new AbortController().signal,
  stopping: new AbortController().signal,
  report: () => undefined,
};

/** A training whose trainer is a script: it knows how often it was started (`life`, from 1). */
async function newTraining(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-train-step-'));
  const python = join(folder, 'python');
  const text = `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path');
const job = JSON.parse(fs.readFileSync(process.argv[4], 'utf8'));
const life = job.lease.token;
const say = (event) => fs.writeSync(1, JSON.stringify(event) + '\\n');
const reach = (step) => fs.mkdirSync(path.join(job.checkpoints, \`step-\${String(step).padStart(8, '0')}-token-\${life}\`), { recursive: true });
const die = () => process.kill(process.pid, 'SIGKILL');
const finish = () => { fs.mkdirSync(job.output); fs.writeFileSync(path.join(job.output, 'limbeck-model.json'), '{}'); say({ event: 'done', facts: { steps: life } }); };
say({ event: 'progress', step: life, total: 99 });
${script}
`;
  writeFileSync(python, text);
  chmodSync(python, 0o755);
  const artifacts = createFileArtifactStore({ folder });
  const runs = createMemoryRuns();
  const { digest } = await artifacts.writeDataSet('sft', [{ id: 'a', parents: [], prompt: 'p', completion: 'c' }]);
  const step = { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'seeds' } } as const;
  const plan = smallPlan({
    data: { seeds: 1 },
    models: { student: { provider: 'transformers', path: 'student' } },
    steps: [{ ...step, models: { student: ['student'] } }],
  });
  await runs.create('run', plan, '');
  const job: TrainingJob = {
    run: 'run',
    step: 'tune',
    key: 'a'.repeat(64),
    plan,
    inputs: { rows: digest },
    models: {},
    started_ms: 0,
  };
  const ledger = createMemoryLedger();
  const deps = {
    projectFolder: folder,
    artifacts,
    runs,
    objectives,
    clock: systemClock,
    ledger,
    python: () => Promise.resolve(python),
  };
  return { runs, ledger, attempt: (budget: TrainingJob['budget'] = {}) => trainStep(deps, { ...job, budget }, never) };
}

/** Attempt after attempt, as Temporal makes them, without the waits between. */
async function untilItEnds(attempt: () => ReturnType<typeof trainStep>): Promise<readonly [string, number]> {
  for (let attempts = 1; ; attempts++) {
    try {
      await attempt();
      return ['done', attempts];
    } catch (error) {
      if (!isLimbeckError(error)) throw error;
      if (error.kind !== 'transient') return [error.code, attempts];
    }
  }
}

test('a trainer that is killed ten times and comes further each time finishes; its tokens rise in the events', async () => {
  const { attempt, runs } = await newTraining('reach(life * 10); if (life <= 10) die(); else finish();');
  expect(await untilItEnds(attempt)).toEqual(['done', 11]);
  const tokens = (await runs.events('run')).flatMap((event) =>
    event.type === 'training-progress' ? [[event.token, event.at_step]] : [],
  );
  expect(tokens).toEqual(Array.from({ length: 11 }, (_, index) => [index + 1, index + 1]));
});

test('a trainer that is killed six times at one step fails for good', async () => {
  const { attempt } = await newTraining('reach(10); die();');
  // The first came to step 10, six more came no further.
  expect(await untilItEnds(attempt)).toEqual(['training-stuck', 7]);
});

test('a training that holds a GPU past the budget of hours ends where it stands, and that is no failure of it', async () => {
  const { attempt, ledger } = await newTraining(
    "process.on('SIGTERM', () => process.exit(1)); say({ event: 'phase', phase: 'training', device: 'cuda' }); setInterval(() => {}, 1000);",
  );
  await ledger.addGpuTime({ run: 'run', step: 'tune', ms: 7_200_000 });
  await expect(attempt({ run: { gpu_hours: 2 } })).rejects.toMatchObject({
    code: 'budget-reached',
    kind: 'budget',
    message: 'The budget of 2 GPU hours is reached: 2.0000 spent.',
    hint: 'Go on with a larger one: `limbeck resume run --budget gpu_hours=...`. What is paid for is kept.',
  });
});
