import { createActivities } from '../../activities/index.js';
import { objectives } from '../../activities/distill/index.js';
import { elicitMethods, evaluateMethods, refineMethods } from '../../activities/methods.js';
import type { ActivityDeps } from '../../activities/runtime/deps.js';
import type { EngineAddress } from '../engine/connect.js';
import { queuePrefix, stateFolder } from '../project-files/project-state.js';
import { createAsker } from '../models/asking/asker.js';
import { systemClock } from '../models/clock.js';
import type { Catalog } from '../plan/contract.js';
import { celExpressions } from '../recipe/expressions/cel.js';
import { loadProject } from '../recipe/load-project.js';
import { renderTemplate } from '../recipe/expressions/template.js';
import { openStores } from '../stores/open-stores.js';
import { knownSecrets } from '../telemetry/log/known-secrets.js';
import { logEvents } from '../telemetry/log/log-events.js';
import type { WorkerLog } from '../telemetry/log/worker-log.js';
import { observedProviders } from '../telemetry/observed-providers.js';
import type { Observer } from '../telemetry/observer.js';
import { createEnvironment } from '../trainer/create-environment.js';
import { keepTrainings } from './train/kept-trainings.js';
import { openProviders } from './open-providers.js';
import { readProjectBudget } from './project-budget.js';
import { observeWorker, type Observation, type OpenObservation } from './observe/observe-worker.js';
import { readPlanData } from './read-data.js';
import { runWorkers } from './run-workers.js';
import { tellAttempts } from './observe/tell-attempts.js';
import { trainStep } from './train/train-step.js';
import { chooseQueues, queuesOf } from './worker-queues.js';
import { quietRuntime } from './observe/worker-log.js';

export interface StartWorkerInput {
  /** Absolute folder with limbeck.yaml. */
  readonly projectFolder: string;
  /** Profile of limbeck.yaml. Default `default`. */
  readonly profile?: string | undefined;
  readonly connection: EngineAddress;
  /** Queue suffixes to serve, `*` at the end of one for any rest. Default: all of the profile. */
  readonly queues?: readonly string[] | undefined;
  /** Queue suffixes not to serve, in the same way. */
  readonly except?: readonly string[] | undefined;
  /** Ask to stop. */
  readonly signal: AbortSignal;
  /** Told what a person should know: the service is gone, the environment is made. */
  readonly say?: (message: string) => void;
  /** Where its own words, its events and the SDK's warnings go. Default: nowhere. */
  readonly log?: WorkerLog;
  /** How it is looked at from outside. Default: not at all. */
  readonly observation?: Observation;
}

/**
 * A worker process: opens the project's stores and models, serves its queues until asked to stop, and resolves when
 * everything is closed. Throws `unknown-queue`, `no-queue`, `unknown-profile`, what the stores throw when they open, and what a
 * service says that refuses us.
 */
export async function startWorker(input: StartWorkerInput): Promise<void> {
  const { projectFolder, signal, say, log } = input;
  const project = await loadProject({ from: projectFolder, profile: input.profile });
  log?.hide(knownSecrets(project.models, process.env));
  const queues = chooseQueues(queuesOf({ models: project.models, gpu_pools: project.gpuPools }), input);
  const opened = await openWorkerDeps(projectFolder, say, input);
  const { observers, corePort } = opened.observation;
  // Not before: the native runtime keeps the process alive until a worker has used it, also one that could not start.
  quietRuntime({ log, metricsPort: corePort });
  const told = tellAttempts(createActivities(opened.deps, signal), {
    runs: opened.deps.runs,
    queues: queues.map(({ suffix }) => suffix),
  });
  const activities = observers.reduce((seen, observer) => observer.activities?.(seen) ?? seen, told.activities);
  try {
    await runWorkers({
      connection: input.connection,
      queuePrefix: queuePrefix(projectFolder),
      queues,
      activities,
      signal,
      ...(say ? { say } : {}),
      onReady: () => say?.(`Serving ${queues.map(({ suffix }) => suffix).join(', ')}.`),
    });
  } finally {
    await told.leave();
    await opened.close();
  }
}

export const workerCatalog: Catalog = {
  elicit: elicitMethods,
  refine: refineMethods,
  distill: objectives,
  evaluate: evaluateMethods,
};

interface WorkerDeps {
  readonly deps: ActivityDeps;
  readonly observation: OpenObservation;
  close(): Promise<void>;
}

/** Every adapter there is, built in one place. */
export async function openWorkerDeps(
  projectFolder: string,
  say?: (message: string) => void,
  { profile, log, observation: wanted = {} }: Pick<StartWorkerInput, 'profile' | 'log' | 'observation'> = {},
): Promise<WorkerDeps> {
  const stores = openStores(stateFolder(projectFolder));
  const clock = systemClock;
  const artifacts = await stores.artifacts();
  const observers: Observer[] = [];
  const runs = await stores.runs({
    onEvent: (run, event) => {
      for (const observer of observers) observer.event?.(run, event);
    },
  });
  const stored = await stores.ledger();
  const observation = await observeWorker({
    observation: wanted,
    runs,
    ledger: stored,
    say: say ?? ((): void => undefined),
  });
  observers.push(...observation.observers, ...(log ? [logEvents(log)] : []));
  const ledger = observers.reduce((seen, observer) => observer.ledger?.(seen) ?? seen, stored);
  const claims = await stores.claims();
  const python = trainerPython(say);
  const batches = await stores.jobs();
  const shares = await stores.shares();
  const opened = openProviders({ projectFolder, artifacts, clock, python, env: process.env, batches, shares });
  const providers = observedProviders(opened, observers);
  const training = { projectFolder, artifacts, runs, ledger, objectives, clock, python };
  const trainings = keepTrainings((job, scope) => trainStep(training, job, scope));
  const deps: ActivityDeps = {
    projectFolder,
    artifacts,
    runs,
    ledger,
    asker: createAsker({ ledger, clock, claims, openJobs: batches }),
    catalog: workerCatalog,
    clock,
    providers,
    expressions: celExpressions,
    renderTemplate,
    readData: (data, signal) => readPlanData(projectFolder, data, signal),
    projectBudget: readProjectBudget(projectFolder, profile),
    train: trainings.train,
    async cancelBatches(run) {
      const { cancelBatches } = await import('../models/openai-batch/cancel-batches.js');
      return cancelBatches({ records: batches, run, env: process.env, now: () => clock.now() });
    },
    async writeReport(run) {
      const { buildReport } = await import('../report/build-report.js');
      const { renderReportHtml } = await import('../report/render-report-html.js');
      const report = await buildReport(run, { runs, artifacts, ledger });
      await runs.writeReport(run, report, renderReportHtml(report));
    },
  };
  return {
    deps,
    observation,
    async close() {
      await trainings.close();
      await providers.close();
      await observation.close();
      shares.close();
      claims.close();
      await ledger.close();
    },
  };
}

/** The trainer's Python; its environment is made at first need, once, and a failed try is tried again. */
function trainerPython(say?: (message: string) => void): () => Promise<string> {
  let making: Promise<string> | undefined;
  const make = async (): Promise<string> => {
    const { python } = await createEnvironment({ report: ({ text }) => say?.(`Trainer: ${text}.`) });
    return python;
  };
  return () => {
    making ??= make();
    making.catch(() => (making = undefined));
    return making;
  };
}
