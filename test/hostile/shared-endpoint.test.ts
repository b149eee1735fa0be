import { importData } from '../../activities/runtime/step/import-data.js';
import { prepareStep } from '../../activities/runtime/step/prepare-step.js';
import { runChunk } from '../../activities/runtime/rows/run-chunk.js';
import { createAsker } from '../../src/models/asking/asker.js';
import { systemClock } from '../../src/models/clock.js';
import { Endpoints } from '../../src/models/admission/endpoints.js';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';
import { startEchoTeacher } from '../support/echo-teacher.js';
import { createMemoryArtifacts, createMemoryLedger, createMemoryRuns } from '../support/memory-stores.js';
import { smallPlan, type SmallStep } from '../support/small-plan.js';
import { testDeps } from '../support/workflow-world.js';

const stop = new AbortController();
const scope = { signal: new AbortController().signal, stopping: stop.signal, report: () => undefined };
const asking = (id: string, from: string, model: string): SmallStep => ({
  id,
  use: 'elicit/answer',
  shape: 'map',
  from: { rows: from },
  models: { model: [model] },
  chunkRows: 1_000,
});

/**
 * A generator's thousand rows and a judge's ten, asked of one endpoint under two names, through asker, provider and gate.
 */
test('a judge of ten rows that begins while a thousand of its generator wait is done after about its share', async () => {
  const order: string[] = [];
  let begin = (): void => undefined;
  const underWay = new Promise<void>((resolve) => (begin = resolve));
  const teacher = await startEchoTeacher({
    keep: false,
    latencyMs: 1,
    script: ({ messages }) => {
      order.push(messages[0]!.content);
      if (order.length === 50) begin();
      return undefined;
    },
  });
  const endpoint = { base_url: teacher.baseUrl, model: 'big', limits: { concurrency: 4 } };
  const plan = smallPlan({
    data: { many: 1_000, few: 10 },
    models: { generator: endpoint, judge: endpoint },
    steps: [asking('generate', 'many', 'generator'), asking('rate', 'few', 'judge')],
  });
  const endpoints = new Endpoints(systemClock);
  const open = (name: string) => createOpenAiProvider({ model: plan.models[name]!, env: {}, endpoints });
  const providers = { generator: open('generator'), judge: open('judge') };
  const ledger = createMemoryLedger();
  const runs = createMemoryRuns();
  const deps = testDeps({
    artifacts: createMemoryArtifacts(),
    runs,
    ledger,
    asker: createAsker({ ledger, clock: systemClock }),
    providers: { open: async ({ name }) => providers[name as 'generator' | 'judge'] },
    async *readData({ name, rows }) {
      for (let index = 0; index < rows; index++) yield { prompt: `${name} ${index}` };
    },
  });
  await runs.create('run', plan, '');
  const chunkOf = async (step: string, data: string, rows: number): Promise<unknown> => {
    const digest = await importData(deps, { run: 'run', name: data }, scope);
    const { key, inputs, models } = await prepareStep(deps, { run: 'run', step, upstream: { [data]: digest } });
    return runChunk(deps, { run: 'run', step, key, inputs, models, part: 'rows', from: 0, to: rows }, scope);
  };
  try {
    const long = chunkOf('generate', 'many', 1_000);
    await underWay;
    const before = order.length;
    await chunkOf('rate', 'few', 10);
    // Its half of four places: ten of its own among some ten others, and those that were on their way.
    expect(order.length - before).toBeLessThan(60);
    expect(order.filter((prompt) => prompt.startsWith('few'))).toHaveLength(10);
    expect(teacher.mostInFlight).toBe(4);
    stop.abort();
    await expect(long).rejects.toMatchObject({ code: 'worker-stopped' });
  } finally {
    await Promise.all(Object.values(providers).map((provider) => provider.close()));
    await teacher.close();
  }
});
