import { findFreePort } from '../../processes/free-port.js';
import type { Ledger } from '../../ledger/contract.js';
import type { RunStore } from '../../runs/contract.js';
import type { MetricsAddress } from '../../telemetry/metrics/metrics-address.js';
import type { Observer } from '../../telemetry/observer.js';
import { workerName } from './worker-name.js';

/** How a worker is to be looked at; nothing of it is loaded unless it is asked for. */
export interface Observation {
  /** Serve Prometheus metrics there. */
  readonly metrics?: MetricsAddress | undefined;
  /** Send OpenTelemetry traces there, by OTLP/HTTP. */
  readonly traces?: string | undefined;
}

export interface OpenObservation {
  readonly observers: readonly Observer[];
  /** Loopback port where Temporal's core is to show its own metrics. */
  readonly corePort?: number;
  close(): Promise<void>;
}

export interface ObserveInput {
  readonly observation: Observation;
  readonly runs: RunStore;
  readonly ledger: Ledger;
  readonly say: (message: string) => void;
}

/** Open what was asked for. Throws what serving metrics throws. */
export async function observeWorker(input: ObserveInput): Promise<OpenObservation> {
  const { metrics, traces } = input.observation;
  const opened: OpenObservation[] = [];
  if (metrics) opened.push(await openMetrics(input, metrics));
  if (traces !== undefined) opened.push(await openTraces(input, traces));
  const corePort = opened.find((one) => one.corePort !== undefined)?.corePort;
  return {
    observers: opened.flatMap(({ observers }) => observers),
    ...(corePort === undefined ? {} : { corePort }),
    async close() {
      for (const one of opened.toReversed()) await one.close();
    },
  };
}

async function openMetrics(
  { runs, ledger, say }: ObserveInput,
  address: MetricsAddress,
): Promise<OpenObservation & { readonly corePort: number }> {
  const { createMetrics } = await import('../../telemetry/metrics/create-metrics.js');
  const { serveMetrics } = await import('../../telemetry/metrics/serve-metrics.js');
  const corePort = await findFreePort();
  const metrics = createMetrics({ runs, ledger });
  const server = await serveMetrics(metrics, address, () => readCoreMetrics(corePort));
  say(`Metrics: ${server.url}`);
  return { observers: [metrics], corePort, close: () => server.close() };
}

async function openTraces({ runs, say }: ObserveInput, url: string): Promise<OpenObservation> {
  const { createTraces } = await import('../../telemetry/traces/create-traces.js');
  const { createSpanWriter, otlpExporter } = await import('../../telemetry/traces/span-writer.js');
  const writer = createSpanWriter(otlpExporter(url), workerName());
  say(`Traces go to ${new URL(url).origin}`);
  const traces = createTraces({ runs, writer });
  return { observers: [traces], close: async () => traces.close?.() };
}

/** What Temporal's core counts: task latencies, slots, polls. Empty while it has no worker. */
async function readCoreMetrics(port: number): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`, { signal: AbortSignal.timeout(2_000) });
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
}
