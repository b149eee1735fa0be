import type { Activities } from '../src/core/ports.js';
import { checkGate } from './runtime/step/check-gate.js';
import { closeRound } from './runtime/loop/close-round.js';
import { closeRun } from './runtime/step/close-run.js';
import type { ActivityDeps } from './runtime/deps.js';
import { growRound } from './runtime/rows/grow-round.js';
import { importData } from './runtime/step/import-data.js';
import { isPausing } from './runtime/step/is-pausing.js';
import { openLoop } from './runtime/loop/open-loop.js';
import { openRun } from './runtime/step/open-run.js';
import { prepareStep } from './runtime/step/prepare-step.js';
import { openReview, takeReview } from './runtime/loop/review-step.js';
import { runChunk } from './runtime/rows/run-chunk.js';
import { runReduce } from './runtime/rows/run-reduce.js';
import { runTraining } from './runtime/step/run-training.js';
import type { ActivityScope } from './runtime/scope.js';
import { sealStep } from './runtime/step/seal-step.js';
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
