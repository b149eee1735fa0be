import type { Command } from 'commander';
import type { Observation } from '../../worker/observe-worker.js';

/** Options of whatever starts a worker that say how it is looked at. */
export interface ObservationOptions {
  readonly metrics?: string;
  readonly traces?: string;
}

export function withObservation(command: Command): Command {
  return command
    .option(
      '--metrics <[host:]port>',
      'serve Prometheus metrics there; any host but a loopback one needs a token in LIMBECK_METRICS_TOKEN',
    )
    .option('--traces <url>', 'send OpenTelemetry traces to this OTLP/HTTP collector: names and counts, never rows');
}

/** The same options for a worker that is started by this process. */
export function observationArgs({ metrics, traces }: ObservationOptions): readonly string[] {
  return [
    ...(metrics === undefined ? [] : ['--metrics', metrics]),
    ...(traces === undefined ? [] : ['--traces', traces]),
  ];
}

/** Throws `usage` and `metrics-need-token`. */
export async function readObservation(options: ObservationOptions, env: NodeJS.ProcessEnv): Promise<Observation> {
  const { metrics, traces } = options;
  const { parseMetricsAddress } = await import('../../telemetry/metrics/metrics-address.js');
  const { parseTracesUrl } = await import('../../telemetry/traces/traces-url.js');
  return {
    ...(metrics === undefined ? {} : { metrics: parseMetricsAddress(metrics, env) }),
    ...(traces === undefined ? {} : { traces: parseTracesUrl(traces) }),
  };
}
