import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanModel } from '../../../schemas/generated/plan.js';
import { isLimbeckError } from '../../core/errors.js';
import { openLmdbLedger } from '../../ledger/lmdb/open-lmdb-ledger.js';
import { startEchoTeacher, type EchoTeacher } from '../../../test/support/echo-teacher.js';
import type { Budget } from './ask-call.js';
import { createAsker } from './asker.js';
import { systemClock } from '../clock.js';
import { createOpenAiProvider } from '../openai/openai-provider.js';

/** Calls a provider may have open at once. */
const IN_FLIGHT = 64;
const price = { input_usd_per_million: 1, output_usd_per_million: 2 };

let folder: string;
let teacher: EchoTeacher;
let model: PlanModel;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-in-flight-'));
  teacher = await startEchoTeacher({ latencyMs: 3 });
  model = {
    name: 'teacher',
    provider: 'openai',
    base_url: teacher.baseUrl,
    model: 'echo',
    identity: { provider: 'openai', model: 'echo' },
    access: ['chat'],
    queue: 'teacher-teacher',
    limits: { concurrency: IN_FLIGHT },
    price,
  };
});
afterEach(async () => {
  await teacher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a worker process has of its own: ledger handle, reservations, connections. */
async function openWorker() {
  const ledger = await openLmdbLedger({ folder });
  const provider = createOpenAiProvider({ model, env: {} });
  return {
    ledger,
    provider,
    asker: createAsker({ ledger, clock: systemClock }),
    async close() {
      await provider.close();
      await ledger.close();
    },
  };
}

type Worker = Awaited<ReturnType<typeof openWorker>>;

/** Ask many different things, as many at a time as the engine lets rows begin; the codes of what was refused. */
async function askMany(worker: Worker, name: string, budget: Budget): Promise<string[]> {
  const { signal } = new AbortController();
  const refused: string[] = [];
  let next = 0;
  const ask = async (): Promise<void> => {
    while (next < 400) {
      const request = {
        messages: [{ role: 'user' as const, content: `${name} ${next++}` }],
        sampling: { max_tokens: 20 },
      };
      const asked = { name: 'teacher', identity: model.identity, price };
      const call = { run: 'run-1', step: 'read', model: asked, provider: worker.provider, request, signal };
      await worker.asker.ask({ ...call, budget: { run: budget } }).catch((error: unknown) => {
        refused.push(isLimbeckError(error) ? error.code : String(error));
      });
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, ask));
  return refused;
}

test.each<[string, NonNullable<Budget>]>([
  ['calls', { calls: 150 }],
  ['tokens', { tokens: 4000 }],
  ['US dollars', { usd: 0.005 }],
])('with 64 calls in flight a budget in %s is never passed', async (_, budget) => {
  const worker = await openWorker();
  const refused = await askMany(worker, 'question', budget);
  const spent = await worker.ledger.spend('run-1');
  await worker.close();
  expect(new Set(refused)).toEqual(new Set(['budget-reached']));
  expect(teacher.mostInFlight).toBeGreaterThan(8);
  expect(teacher.requests).toHaveLength(spent.calls);
  expect(spent.calls).toBeGreaterThan(50);
  expect(spent.calls).toBeLessThanOrEqual(budget.calls ?? Infinity);
  expect(spent.prompt_tokens + spent.completion_tokens).toBeLessThanOrEqual(budget.tokens ?? Infinity);
  expect(spent.cost_nanousd).toBeLessThanOrEqual((budget.usd ?? Infinity) * 1e9);
});

test('two workers on one ledger pass a budget by what one of them has in flight, no more', async () => {
  const workers = [await openWorker(), await openWorker()];
  const refused = await Promise.all(workers.map((worker, at) => askMany(worker, `worker ${at}`, { calls: 150 })));
  const { calls } = await workers[0]!.ledger.spend('run-1');
  for (const worker of workers) await worker.close();
  expect(new Set(refused.flat())).toEqual(new Set(['budget-reached']));
  expect(calls).toBeGreaterThanOrEqual(150);
  expect(calls).toBeLessThanOrEqual(150 + IN_FLIGHT);
});
