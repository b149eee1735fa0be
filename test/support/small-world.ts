import type { ActivityDeps } from '../../activities/runtime/deps.js';
import { applyEvent, createRunView, type RunView } from '../../src/core/run/run-view.js';
import { createMemoryArtifacts, createMemoryLedger, createMemoryRuns } from './memory-stores.js';
import { createSmallAsker, smallProvider, type SmallTeacher } from './small-asker.js';
import { smallPlan, type SmallPlan } from './small-plan.js';
import { numberedRows, testDeps } from './workflow-world.js';

/** A project in memory: a plan, stores, small methods, a teacher that is a function. */
export interface SmallWorld {
  readonly deps: ActivityDeps;
  readonly artifacts: ReturnType<typeof createMemoryArtifacts>;
  readonly runs: ReturnType<typeof createMemoryRuns>;
  readonly asker: ReturnType<typeof createSmallAsker>;
}

export interface SmallWorldInput {
  /** Text of the index-th row of every data set. */
  readonly say?: (index: number) => string;
  readonly teacher?: SmallTeacher;
  readonly train?: ActivityDeps['train'];
}

export async function openSmallWorld(run: string, spec: SmallPlan, input: SmallWorldInput = {}): Promise<SmallWorld> {
  const plan = smallPlan(spec);
  const artifacts = createMemoryArtifacts();
  const runs = createMemoryRuns();
  const ledger = createMemoryLedger();
  const asker = createSmallAsker(ledger, input.teacher ?? ((prompt) => prompt));
  await runs.create(run, plan, '');
  const deps = testDeps({
    artifacts,
    runs,
    ledger,
    asker,
    readData: numberedRows(plan, input.say),
    providers: { open: async ({ source }) => smallProvider(source === 'step' ? 'batch' : 'online') },
    train: input.train ?? (async ({ step }) => ({ model: `model-${step}`, rows: 7, training: { steps: 3 } })),
  });
  return { deps, artifacts, runs, asker };
}

export async function viewOf({ runs }: SmallWorld, run: string): Promise<RunView> {
  const view = createRunView();
  for (const event of await runs.events(run)) applyEvent(view, event);
  return view;
}
