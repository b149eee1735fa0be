import { join } from 'node:path';
import { DefaultLogger, Runtime, bundleWorkflowCode, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { IllegalStateError } from '@temporalio/common';
import { createActivities } from '../../activities/index.js';
import type { ActivityDeps } from '../../activities/runtime/deps.js';
import type { Plan } from '../../schemas/generated/plan.js';
import { RECIPE_RUN, type RunInput, type RunLimits, type RunResult } from '../../src/core/run/run-input.js';
import { LimbeckError } from '../../src/core/errors.js';
import { systemClock } from '../../src/models/clock.js';
import { celExpressions } from '../../src/recipe/expressions/cel.js';
import { renderTemplate } from '../../src/recipe/expressions/template.js';
import { runWorkers } from '../../src/worker/run-workers.js';
import { queuesOf } from '../../src/worker/worker-queues.js';
import { createMemoryArtifacts, createMemoryLedger, createMemoryRuns } from './memory-stores.js';
import { smallCatalog } from './small-methods.js';
import type { TemporalServer } from './temporal-server.js';

/** What activities get in tests: real expressions and templates, small methods; the rest as a test says. */
export function testDeps(some: Partial<ActivityDeps> & Pick<ActivityDeps, 'readData'>): ActivityDeps {
  const notHere = async (): Promise<never> => {
    throw new LimbeckError({ code: 'not-in-this-test', message: 'This test has no models.' });
  };
  return {
    projectFolder: '/project',
    artifacts: createMemoryArtifacts(),
    runs: createMemoryRuns(),
    ledger: createMemoryLedger(),
    asker: { ask: notHere, askAll: notHere },
    catalog: smallCatalog,
    clock: systemClock,
    providers: { open: notHere },
    expressions: celExpressions,
    renderTemplate,
    projectBudget: async () => undefined,
    train: notHere,
    cancelBatches: async () => [],
    writeReport: async () => undefined,
    ...some,
  };
}

/**
 * Failures are what these tests are about; Temporal's own account of them is noise. Not at load time: a runtime that
 * never had a worker keeps the process alive; and it ends with its last worker, so every worker sees to it.
 */
function quietRuntime(): void {
  try {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      shutdownSignals: [],
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
    });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
}

let bundling: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The workflows, bundled once per test process. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  const workflowsPath = join(__dirname, '..', '..', 'workflows', 'index.ts');
  bundling ??= bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  return bundling;
}

/** Workers of one process, as `limbeck worker` runs them. */
export interface TestWorker {
  stop(): Promise<void>;
}

export async function startTestWorker(
  server: Pick<TemporalServer, 'address'>,
  deps: ActivityDeps,
  prefix: string,
  teachers: readonly string[] = [],
): Promise<TestWorker> {
  quietRuntime();
  const code = { workflowBundle: await workflowBundle() };
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  await new Promise<void>((ready, failed) => {
    running = runWorkers({
      connection: { address: server.address, namespace: 'default' },
      queuePrefix: prefix,
      queues: queuesOf({ models: Object.fromEntries(teachers.map((name) => [name, { provider: 'openai' }])) }),
      activities: createActivities(deps, stopping.signal),
      signal: stopping.signal,
      code,
      onReady: ready,
    });
    running.catch(failed);
  });
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

export interface StartRunInput {
  readonly run: string;
  readonly queuePrefix: string;
  readonly limits?: RunLimits;
}

/** Start a run whose plan is in the run store, as `limbeck run` and `limbeck resume` do. */
export async function startRun(
  server: TemporalServer,
  input: StartRunInput,
): Promise<{ result(): Promise<RunResult>; cancel(): Promise<unknown> }> {
  const args: [RunInput] = [input];
  return server.client.workflow.start<(input: RunInput) => Promise<RunResult>>(RECIPE_RUN, {
    workflowId: input.run,
    taskQueue: `${input.queuePrefix}-flow`,
    args,
  });
}

/** Numbered prompts; `say` turns some of them into something else. */
export function numberedRows(
  plan: Plan,
  say: (index: number) => string = (index) => `prompt ${index}`,
): ActivityDeps['readData'] {
  return async function* read(data) {
    const { rows } = plan.data[data.name]!;
    for (let index = 0; index < rows; index++) yield { prompt: say(index) };
  };
}
