// What the command line loads when it runs a worker.
export { startWorker, type StartWorkerInput } from './start-worker.js';
