import type { Activities } from '../src/core/ports.js';
import { checkGate } from './runtime/check-gate.js';
import { closeRound } from './runtime/close-round.js';
import { closeRun } from './runtime/close-run.js';
import type { ActivityDeps } from './runtime/deps.js';
import { growRound } from './runtime/grow-round.js';
import { importData } from './runtime/import-data.js';
import { openLoop } from './runtime/open-loop.js';
import { openRun } from './runtime/open-run.js';
import { prepareStep } from './runtime/prepare-step.js';
import { openReview, takeReview } from './runtime/review-step.js';
import { runChunk } from './runtime/run-chunk.js';
import { runReduce } from './runtime/run-reduce.js';
import { runTraining } from './runtime/run-training.js';
import { sealStep } from './runtime/seal-step.js';
import { withHeartbeat } from './runtime/with-heartbeat.js';

/** All effects a workflow can ask for, over the given stores, models and methods. `stopping`: the worker is to stop. */
export function createActivities(deps: ActivityDeps, stopping: AbortSignal): Activities {
  return {
    openRun: (input) => withHeartbeat(stopping, () => openRun(deps, input)),
    importData: (input) => withHeartbeat(stopping, (scope) => importData(deps, input, scope)),
    prepareStep: (input) => withHeartbeat(stopping, () => prepareStep(deps, input)),
    runChunk: (input) => withHeartbeat(stopping, (scope) => runChunk(deps, input, scope)),
    growRound: (input) => withHeartbeat(stopping, (scope) => growRound(deps, input, scope)),
    runReduce: (input) => withHeartbeat(stopping, (scope) => runReduce(deps, input, scope)),
    runTraining: (input) => withHeartbeat(stopping, (scope) => runTraining(deps, input, scope)),
    sealStep: (input) => withHeartbeat(stopping, (scope) => sealStep(deps, input, scope)),
    openLoop: (input) => withHeartbeat(stopping, () => openLoop(deps, input)),
    closeRound: (input) => withHeartbeat(stopping, () => closeRound(deps, input)),
    openReview: (input) => withHeartbeat(stopping, (scope) => openReview(deps, input, scope)),
    takeReview: (input) => withHeartbeat(stopping, (scope) => takeReview(deps, input, scope)),
    checkGate: (input) => withHeartbeat(stopping, () => checkGate(deps, input)),
    closeRun: (input) => withHeartbeat(stopping, () => closeRun(deps, input)),
  };
}
