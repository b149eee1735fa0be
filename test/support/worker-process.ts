/**
 * A worker as a process of its own, with file stores, the LMDB ledger, the real asker and a real endpoint, but small
 * methods: for tests that kill it. Run through `startWorkerProcess` below; says "ready" when it serves.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ActivityDeps } from '../../activities/runtime/deps.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import { openFileClaims } from '../../src/ledger/claims/file-claims.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import { createAsker } from '../../src/models/asking/asker.js';
import { systemClock } from '../../src/models/clock.js';
import { cancelBatches } from '../../src/models/openai-batch/cancel-batches.js';
import { JobRecords } from '../../src/models/openai-batch/job-records.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { openProviders } from '../../src/worker/open-providers.js';
import { repoRoot } from './source-tree.js';
import { startTestWorker, testDeps, type TestWorker } from './workflow-world.js';

export interface WorkerProcessInput {
  readonly address: string;
  readonly queuePrefix: string;
  /** State folder. */
  readonly folder: string;
}

export interface WorkerProcess {
  readonly process: ChildProcess;
  /** SIGKILL, and wait until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and wait for a clean end. */
  stop(): Promise<void>;
}

export async function startWorkerProcess(input: WorkerProcessInput): Promise<WorkerProcess> {
  const register = join(repoRoot, 'test', 'support', 'register-ts.cjs');
  const child = spawn(process.execPath, ['-r', register, __filename, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return { process: child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** Rows of every data set: as many numbered prompts as the plan says. */
export const numberedData: ActivityDeps['readData'] = async function* read({ rows }) {
  for (let index = 0; index < rows; index++) yield { prompt: `prompt ${index}` };
};

/** The same worker in this process: quicker to start, where nobody is to be killed. */
export async function startFileWorker({ address, queuePrefix, folder }: WorkerProcessInput): Promise<TestWorker> {
  const ledger = await openLmdbLedger({ folder });
  const artifacts = createFileArtifactStore({ folder });
  const claims = openFileClaims({ folder });
  const python = (): Promise<string> => Promise.reject(new Error('There is no trainer in this test.'));
  const batches = new JobRecords({ folder });
  const { env } = process;
  const providers = openProviders({ projectFolder: folder, artifacts, clock: systemClock, python, env, batches });
  const deps = testDeps({
    artifacts,
    ledger,
    runs: createFileRunStore({ folder }),
    asker: createAsker({ ledger, clock: systemClock, claims, openJobs: batches }),
    providers,
    cancelBatches: (run) => cancelBatches({ records: batches, run, env, now: () => Date.now() }),
    readData: numberedData,
  });
  const worker = await startTestWorker({ address }, deps, queuePrefix, ['teacher']);
  return {
    async stop() {
      await worker.stop();
      await providers.close();
      claims.close();
      await ledger.close();
    },
  };
}

async function serve(input: WorkerProcessInput): Promise<void> {
  const worker = await startFileWorker(input);
  process.once('SIGTERM', () => void worker.stop().then(() => process.exit(0)));
  process.stdout.write('ready\n');
}

if (require.main === module) void serve(JSON.parse(process.argv[2]!) as WorkerProcessInput);
