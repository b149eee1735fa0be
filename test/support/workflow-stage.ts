import type { ActivityDeps } from '../../activities/runtime/deps.js';
import { startTemporalServer, type TemporalServer } from './temporal-server.js';
import { startTestWorker, type TestWorker } from './workflow-world.js';

/** A Temporal server for all tests of a file, and a worker that ends with its test. */
export interface WorkflowStage {
  readonly server: TemporalServer;
  /** Serve a prefix's queues in this process, until the test ends or `rest`. */
  work(deps: ActivityDeps, prefix: string, teachers?: readonly string[]): Promise<void>;
  /** Stop the newest worker, if there is one. */
  rest(): Promise<void>;
}

/** Called once at the top of a test file. */
export function openWorkflowStage(): WorkflowStage {
  let server: TemporalServer;
  let worker: TestWorker | undefined;
  const rest = async (): Promise<void> => {
    await worker?.stop();
    worker = undefined;
  };
  beforeAll(async () => {
    server = await startTemporalServer();
  });
  afterEach(rest);
  afterAll(() => server.stop());
  return {
    get server() {
      return server;
    },
    async work(deps, prefix, teachers) {
      worker = await startTestWorker(server, deps, prefix, teachers);
    },
    rest,
  };
}
