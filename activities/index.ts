import type { Activities } from '../src/core/ports.js';
import { checkGate } from './runtime/check-gate.js';
import { closeRound } from './runtime/close-round.js';
import { closeRun } from './runtime/close-run.js';
import type { ActivityDeps } from './runtime/deps.js';
import { growRound } from './runtime/grow-round.js';
import { importData } from './runtime/import-data.js';
import { isPausing } from './runtime/is-pausing.js';
import { openLoop } from './runtime/open-loop.js';
import { openRun } from './runtime/open-run.js';
import { prepareStep } from './runtime/prepare-step.js';
import { openReview, takeReview } from './runtime/review-step.js';
import { runChunk } from './runtime/run-chunk.js';
import { runReduce } from './runtime/run-reduce.js';
import { runTraining } from './runtime/run-training.js';
import type { ActivityScope } from './runtime/scope.js';
import { sealStep } from './runtime/seal-step.js';
import { withHeartbeat } from './runtime/with-heartbeat.js';

/** All effects a workflow can ask for, over the given stores, models and methods. `stopping`: the worker is to stop. */
export function createActivities(deps: ActivityDeps, stopping: AbortSignal): Activities {
  const within = <Result>(
    { run }: { readonly run: string },
    work: (scope: ActivityScope) => Promise<Result>,
  ): Promise<Result> => withHeartbeat({ stopping, isPausing: () => isPausing(deps.runs, run) }, work);
  return {
    openRun: (input) => within(input, () => openRun(deps, input)),
    importData: (input) => within(input, (scope) => importData(deps, input, scope)),
    prepareStep: (input) => within(input, () => prepareStep(deps, input)),
    runChunk: (input) => within(input, (scope) => runChunk(deps, input, scope)),
    growRound: (input) => within(input, (scope) => growRound(deps, input, scope)),
    runReduce: (input) => within(input, (scope) => runReduce(deps, input, scope)),
    runTraining: (input) => within(input, (scope) => runTraining(deps, input, scope)),
    sealStep: (input) => within(input, (scope) => sealStep(deps, input, scope)),
    openLoop: (input) => within(input, () => openLoop(deps, input)),
    closeRound: (input) => within(input, () => closeRound(deps, input)),
    openReview: (input) => within(input, (scope) => openReview(deps, input, scope)),
    takeReview: (input) => within(input, (scope) => takeReview(deps, input, scope)),
    checkGate: (input) => within(input, () => checkGate(deps, input)),
    closeRun: (input) => within(input, () => closeRun(deps, input)),
  };
}
