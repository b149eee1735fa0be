import { DefaultLogger, Runtime, type LogEntry } from '@temporalio/worker';

// True of every worker here, on purpose: one serves workflows, the others activities.
const expected = /^No (activities|workflows|Nexus services) registered/;

/**
 * What Temporal's SDK has to say goes where the worker's own words go, from warnings up; and it installs no signal
 * handlers: the worker stops when it is asked to. With a port its core shows its own metrics there. Once per process,
 * before anything else of the SDK.
 */
export function quietRuntime(say: ((message: string) => void) | undefined, metricsPort?: number): void {
  const log = ({ level, message, meta }: LogEntry): void => {
    if (expected.test(message)) return;
    const error: unknown = meta?.['error'];
    const detail = error instanceof Error ? `: ${error.stack ?? error.message}` : '';
    say?.(`${level} ${message}${detail}`);
  };
  Runtime.install({
    logger: new DefaultLogger('WARN', log),
    shutdownSignals: [],
    // The native core says every retry of every poll; `runWorkers` says once that the service is gone.
    telemetryOptions: {
      logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} },
      ...(metricsPort === undefined ? {} : { metrics: { prometheus: { bindAddress: `127.0.0.1:${metricsPort}` } } }),
    },
  });
}
