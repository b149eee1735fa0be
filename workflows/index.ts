// The workflow bundle's entry: every workflow a worker can run, by the name it is started with.
export { loopRound } from './loop-round.js';
export { recipeRun } from './recipe-run.js';
export { stepGrow } from './step-grow.js';
export { stepMap } from './step-map.js';
export { stepMeasure } from './step-measure.js';
export { stepReduce } from './step-reduce.js';
export { stepTrain } from './step-train.js';
