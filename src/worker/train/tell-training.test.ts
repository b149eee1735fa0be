import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainerEvent } from '../../../schemas/generated/trainer-event.js';
import { createMemoryRuns } from '../../../test/support/memory-stores.js';
import { smallPlan } from '../../../test/support/small-plan.js';
import type { RunEventInput } from '../../runs/contract.js';
import { takeLease } from '../../trainer/lease.js';
import { tellTraining, type TrainingTeller } from './tell-training.js';
import { workerName } from '../observe/worker-name.js';

let work: string;
let now = 0;
const runs = createMemoryRuns();
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'limbeck-teller-'));
  await runs.create('r', smallPlan({ data: { rows: 1 }, steps: [] }), '');
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function openTeller(): TrainingTeller {
  const { signal } = new AbortController();
  const clock = { now: () => now, sleep: async () => undefined };
  return tellTraining(
    { runs, clock },
    { run: 'r', step: 'tune' },
    { signal, stopping: signal, report: () => undefined },
  );
}

const progress = (step: number, loss: number): TrainerEvent => ({ event: 'progress', step, total: 9, loss });

test('who may write, where it goes on from, checkpoints and about one step a second are told, until a newer attempt comes', async () => {
  const teller = openTeller();
  teller.tell({ event: 'phase', phase: 'loading' });
  teller.lead(await takeLease(work));
  const told: TrainerEvent[] = [
    { event: 'phase', phase: 'training' },
    { event: 'resumed', step: 4, skipped: ['step-6: cut off'] },
    progress(5, 2),
    progress(6, 1),
    { event: 'checkpoint', step: 6, path: '/work/step-6' },
    progress(9, 0.5),
  ];
  for (const event of told) teller.tell(event);
  await takeLease(work);
  teller.tell(progress(9, 0.4));
  await teller.written();
  const expected: RunEventInput[] = [
    { type: 'trainer-started', step: 'tune', token: 1, worker: workerName() },
    { type: 'training-progress', step: 'tune', phase: 'training', token: 1 },
    { type: 'trainer-resumed', step: 'tune', token: 1, at_step: 4, skipped: ['step-6: cut off'] },
    { type: 'training-progress', step: 'tune', phase: 'training', token: 1, at_step: 5, total_steps: 9, loss: 2 },
    { type: 'checkpoint-written', step: 'tune', token: 1, at_step: 6 },
    { type: 'training-progress', step: 'tune', phase: 'training', token: 1, at_step: 9, total_steps: 9, loss: 0.5 },
  ];
  expect((await runs.events('r')).map(({ at: _at, ...event }) => event)).toEqual(expected);
});
