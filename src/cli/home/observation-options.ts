import type { Command } from 'commander';
import type { Observation } from '../../worker/observe-worker.js';

/** Options of whatever starts a worker that say how it is looked at. */
export interface ObservationOptions {
  readonly metrics?: string;
}

export function withObservation(command: Command): Command {
  return command.option(
    '--metrics <[host:]port>',
    'serve Prometheus metrics there; any host but a loopback one needs a token in LIMBECK_METRICS_TOKEN',
  );
}

/** The same options for a worker that is started by this process. */
export function observationArgs({ metrics }: ObservationOptions): readonly string[] {
  return metrics === undefined ? [] : ['--metrics', metrics];
}

/** Throws `usage` and `metrics-need-token`. */
export async function readObservation(options: ObservationOptions, env: NodeJS.ProcessEnv): Promise<Observation> {
  if (options.metrics === undefined) return {};
  const { parseMetricsAddress } = await import('../../telemetry/metrics/metrics-address.js');
  return { metrics: parseMetricsAddress(options.metrics, env) };
}
