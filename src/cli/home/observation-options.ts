import type { Command } from 'commander';
import { LimbeckError } from '../../core/errors.js';
import { LOG_FORMATS, LOG_LEVELS, type LogOptions } from '../../telemetry/log/worker-log.js';
import type { Observation } from '../../worker/observe/observe-worker.js';

/** Options of whatever starts a worker that say how it is looked at. */
export interface ObservationOptions {
  readonly metrics?: string;
  readonly traces?: string;
  readonly logFormat?: string;
  readonly logLevel?: string;
  readonly logMessages?: boolean;
}

export function withObservation(command: Command): Command {
  return command
    .option(
      '--metrics <[host:]port>',
      'serve Prometheus metrics there; any host but a loopback one needs a token in LIMBECK_METRICS_TOKEN',
    )
    .option('--traces <url>', 'send OpenTelemetry traces to this OTLP/HTTP collector: names and counts, never rows')
    .option('--log-format <format>', `how the worker's log is written: ${LOG_FORMATS.join(', ')}`, 'text')
    .option('--log-level <level>', `what it tells: ${LOG_LEVELS.join(', ')}`, 'info')
    .option('--log-messages', 'tell the words of errors too, which may quote rows, replies and servers');
}

/**
 * The same options for a worker that is started by this process: for the one at a place, from 0. Each has a port of its
 * own for its metrics, one after another.
 */
export function observationArgs(options: ObservationOptions, at = 0): readonly string[] {
  const { metrics, traces, logFormat, logLevel, logMessages } = options;
  return [
    ...(metrics === undefined ? [] : ['--metrics', portAfter(metrics, at)]),
    ...(traces === undefined ? [] : ['--traces', traces]),
    ...(logFormat === undefined ? [] : ['--log-format', logFormat]),
    ...(logLevel === undefined ? [] : ['--log-level', logLevel]),
    ...(logMessages ? ['--log-messages'] : []),
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

/** Throws `usage`. */
export function readLogOptions({ logFormat, logLevel, logMessages = false }: ObservationOptions): LogOptions {
  return {
    format: oneOf('--log-format', LOG_FORMATS, logFormat ?? 'text'),
    level: oneOf('--log-level', LOG_LEVELS, logLevel ?? 'info'),
    messages: logMessages,
  };
}

function oneOf<Word extends string>(option: string, words: readonly Word[], given: string): Word {
  const known = words.find((word) => word === given);
  if (known !== undefined) return known;
  throw new LimbeckError({
    code: 'usage',
    message: `${option} takes one of ${words.join(', ')}, not "${given}".`,
    hint: `For example: ${option} ${words[0]}`,
  });
}

/** A free one, which 0 stands for, is another for each in any case. */
function portAfter(address: string, by: number): string {
  return address.replace(/\d+$/, (port) => String(port === '0' ? 0 : Number(port) + by));
}
