import type { RunEventInput } from '../../../src/runs/contract.js';
import { createMemoryLedger } from '../../../test/support/memory-stores.js';
import { createStepProgress, type StepProgress } from './step-progress.js';

const bought = { calls: 1, reused: 0, prompt_tokens: 3, completion_tokens: 1 };
const found = { calls: 0, reused: 1, prompt_tokens: 0, completion_tokens: 0 };
const waiting = '429 from teacher';

let now = 0;
let told: RunEventInput[] = [];
let runs: { append(run: string, event: RunEventInput): Promise<void> };

beforeEach(() => {
  now = 0;
  told = [];
  runs = { append: async (_, event) => void told.push(event) };
});

/** One chunk of a step; all of a test's share its store, as those of one process do. */
function open(chunk: number): StepProgress {
  const clock = { now: () => now, sleep: async () => undefined };
  const scope = {
    signal: new AbortController().signal,
    stopping: new AbortController().signal,
    report: () => undefined,
  };
  const ledger = createMemoryLedger();
  const deps = { runs, ledger, clock } as unknown as Parameters<typeof createStepProgress>[0]['deps'];
  return createStepProgress({ deps, scope, run: 'r', step: 'read', part: 'rows', chunk });
}

const asides = (): RunEventInput[] => told.filter(({ type }) => type !== 'step-progress');

test('the first answer bought of a model is told once, whichever chunk buys it', async () => {
  const chunks = [open(0), open(1)];
  chunks[0]!.spent(found, 'teacher');
  for (const chunk of [...chunks, ...chunks]) chunk.spent(bought, 'teacher');
  chunks[1]!.spent(bought, 'judge');
  for (const chunk of chunks) await chunk.finish();
  expect(asides()).toEqual([
    { type: 'model-asked', step: 'read', model: 'teacher' },
    { type: 'model-asked', step: 'read', model: 'judge' },
  ]);
});

test('a wait is told to have ended by the first answer bought after its time', async () => {
  const chunk = open(0);
  chunk.spent(bought, 'teacher');
  chunk.waiting(waiting, 12_000);
  now = 3_000;
  chunk.spent(bought, 'teacher');
  open(1).waiting(waiting, 9_000);
  now = 13_000;
  chunk.spent(bought, 'teacher');
  chunk.spent(bought, 'teacher');
  await chunk.finish();
  expect(asides().slice(1)).toEqual([
    { type: 'waiting', step: 'read', because: waiting, ms: 12_000 },
    { type: 'wait-ended', step: 'read', because: waiting, ms: 13_000 },
  ]);
});

test('a circuit that opens, and the answer that closes it, are told once', async () => {
  const chunk = open(0);
  const endpoint = { model: 'teacher', circuit: 'open', because: 'overloaded (503)', paused_until_ms: 8_000 } as const;
  chunk.waiting('teacher: it keeps failing', 8_000, endpoint);
  open(1).waiting('teacher: it keeps failing', 8_000, endpoint);
  now = 9_000;
  chunk.spent(bought, 'teacher');
  chunk.spent(bought, 'teacher');
  await chunk.finish();
  expect(asides().map(({ type }) => type)).toEqual([
    'circuit-opened',
    'waiting',
    'wait-ended',
    'model-asked',
    'circuit-closed',
  ]);
  expect(asides()[0]).toEqual({
    type: 'circuit-opened',
    step: 'read',
    model: 'teacher',
    because: 'overloaded (503)',
    ms: 8_000,
  });
});

test('the last word of a chunk says that it is the last', async () => {
  const chunk = open(4);
  chunk.done();
  await chunk.finish();
  const spend = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };
  const last = { type: 'step-progress', step: 'read', part: 'rows', chunk: 4, done: 1, failed: 0, rejected: 0, spend };
  expect(told).toEqual([{ ...last, ended: true, paid: { ...spend, cost_nanousd: 0 } }]);
});
