import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';
import { codeOf } from '../../telemetry/code-of.js';
import type { WorkerLog } from '../../telemetry/log/worker-log.js';

// True of every worker here, on purpose: one serves workflows, the others activities.
const expected = /^No (activities|workflows|Nexus services) registered/;

export interface RuntimeInput {
  readonly log: WorkerLog | undefined;
  /** Loopback port where its core shows its own metrics. */
  readonly metricsPort?: number | undefined;
}

/**
 * What Temporal's SDK has to say goes where the worker's own words go, from warnings up; and it installs no signal
 * handlers: the worker stops when it is asked to. Once per process, before anything else of the SDK.
 */
export function quietRuntime({ log, metricsPort }: RuntimeInput): void {
  const write = ({ level, message, meta }: LogEntry): void => {
    if (expected.test(message) || !log) return;
    log.write(level === 'ERROR' ? 'error' : 'warn', message, factsOf(meta ?? {}, log.options.messages));
  };
  Runtime.install({
    logger: new DefaultLogger('WARN', write),
    shutdownSignals: [],
    telemetryOptions: {
      // The native core says every retry of every poll; `runWorkers` says once that the service is gone.
      logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} },
      ...(metricsPort === undefined ? {} : { metrics: { prometheus: { bindAddress: `127.0.0.1:${metricsPort}` } } }),
    },
  });
}

/** Of the SDK's facts those that say where; of an error its code and where in the program it came from. */
function factsOf(meta: Readonly<Record<string, unknown>>, messages: boolean): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const name of ['workflowId', 'activityType', 'attempt', 'taskQueue'])
    if (meta[name] !== undefined) facts[name] = meta[name];
  const { error } = meta;
  if (!(error instanceof Error)) return facts;
  const [, ...frames] = (error.stack ?? '').split(/\n\s+at /);
  return { ...facts, code: codeOf(error), ...(messages ? { error: error.message } : {}), stack: frames };
}
