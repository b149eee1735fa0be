import { createMemoryLedger } from '../../../test/support/memory-stores.js';
import type { Ledger } from '../../ledger/contract.js';
import { createAsker } from '../asking/asker.js';
import type { BatchProvider } from '../contract.js';
import { createGpuMeter, type GpuMeter, type GpuMeterInput } from './gpu-meter.js';

const HOUR = 3_600_000;
let ledger: Ledger;
let at: number;
beforeEach(() => {
  ledger = createMemoryLedger();
  at = 0;
});

const nothing = async (): Promise<void> => undefined;

const meter = (budget: GpuMeterInput['budget'] = {}): GpuMeter =>
  createGpuMeter({ ledger, now: () => at, run: 'run-1', step: 'tune', budget });

/** A trainer that speaks every three seconds for so long. */
async function work(by: GpuMeter, ms: number, device?: string): Promise<void> {
  for (const end = at + ms; at < end; at += 3000) by.hear(device === undefined ? {} : { device });
  at -= 3000;
}

test('time on a GPU is counted from when the trainer takes it, for run and step', async () => {
  const one = meter();
  await work(one, 60_000);
  expect(await ledger.spend('run-1')).not.toHaveProperty('gpu_ms');
  at = 100_000;
  one.hear({ device: 'cuda' });
  at = 120_000;
  one.hear({});
  at = 130_500;
  await one.during(nothing);
  await one.during(nothing);
  expect(await ledger.spend('run-1', 'tune')).toMatchObject({ gpu_ms: 30_500 });
  expect(one.signal.aborted).toBe(false);
});

test('without a GPU nothing is counted, and no budget of hours ends it', async () => {
  const one = meter({ run: { gpu_hours: 0 } });
  await work(one, 2 * HOUR);
  await one.during(nothing);
  expect(await ledger.spend()).not.toHaveProperty('gpu_ms');
  expect(one.signal.aborted).toBe(false);
});

test.each<[string, GpuMeterInput['budget'], string, string]>([
  ['run', { run: { gpu_hours: 0.01 } }, 'The budget of 0.01 GPU hours is reached', '--budget gpu_hours=...'],
  ['step', { step: { gpu_hours: 0.01 } }, 'The budget of step "tune" of 0.01 GPU hours', '--budget tune.gpu_hours=...'],
  ['project', { project: { gpu_hours: 0.01 } }, "The project's budget of 0.01 GPU hours", 'in limbeck.yaml'],
])('a job is ended when the hours of its %s are used up', async (_, budget, message, hint) => {
  const one = meter(budget);
  await work(one, 30_000, 'cuda');
  await one.during(nothing);
  expect(one.signal.aborted).toBe(false);
  const two = meter(budget);
  await work(two, 60_000, 'cuda');
  await two.during(nothing);
  expect(two.signal.reason).toMatchObject({ code: 'budget-reached', kind: 'budget' });
  expect(two.signal.reason).toHaveProperty('message', expect.stringContaining(message));
  expect(two.signal.reason).toHaveProperty('hint', expect.stringContaining(hint));
  // A resume with the same budget ends as soon as it would take the GPU again.
  const three = meter(budget);
  three.hear({ device: 'cuda' });
  await three.during(nothing);
  expect(three.signal.aborted).toBe(true);
});

test('a batch of a local model that holds a GPU is ended in the same way', async () => {
  const provider: BatchProvider = {
    kind: 'batch',
    callAll: async (_, { signal, onDevice }) => {
      onDevice?.({ device: 'cuda' });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw signal.reason;
    },
    close: async () => {},
  };
  await ledger.addGpuTime({ run: 'run-1', step: 'tune', ms: HOUR });
  const asking = createAsker({ ledger, clock: { now: () => at } }).askAll({
    run: 'run-1',
    step: 'read',
    model: { name: 'student', identity: {} },
    provider,
    requests: [{ messages: [{ role: 'user', content: 'a' }] }],
    work: '/w',
    signal: new AbortController().signal,
    budget: { run: { gpu_hours: 1 } },
  });
  await expect(asking).rejects.toMatchObject({
    code: 'budget-reached',
    message: 'The budget of 1 GPU hours is reached: 1.0000 spent.',
  });
});
