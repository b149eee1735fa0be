import type { Activities } from '../src/core/ports.js';
import { checkGate } from './runtime/check-gate.js';
import { closeRun } from './runtime/close-run.js';
import type { ActivityDeps } from './runtime/deps.js';
import { growRound } from './runtime/grow-round.js';
import { importData } from './runtime/import-data.js';
import { openRun } from './runtime/open-run.js';
import { prepareStep } from './runtime/prepare-step.js';
import { runChunk } from './runtime/run-chunk.js';
import { runReduce } from './runtime/run-reduce.js';
import { runTraining } from './runtime/run-training.js';
import { sealStep } from './runtime/seal-step.js';
import { withHeartbeat } from './runtime/with-heartbeat.js';

/** All effects a workflow can ask for, over the given stores, models and methods. */
export function createActivities(deps: ActivityDeps): Activities {
  return {
    openRun: (input) => withHeartbeat(() => openRun(deps, input)),
    importData: (input) => withHeartbeat((scope) => importData(deps, input, scope)),
    prepareStep: (input) => withHeartbeat(() => prepareStep(deps, input)),
    runChunk: (input) => withHeartbeat((scope) => runChunk(deps, input, scope)),
    growRound: (input) => withHeartbeat((scope) => growRound(deps, input, scope)),
    runReduce: (input) => withHeartbeat((scope) => runReduce(deps, input, scope)),
    runTraining: (input) => withHeartbeat((scope) => runTraining(deps, input, scope)),
    sealStep: (input) => withHeartbeat((scope) => sealStep(deps, input, scope)),
    checkGate: (input) => withHeartbeat(() => checkGate(deps, input)),
    closeRun: (input) => withHeartbeat(() => closeRun(deps, input)),
  };
}
