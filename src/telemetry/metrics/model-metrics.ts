import type { Counter, Gauge, Registry } from 'prom-client';
import type * as PromClient from 'prom-client';
import { isLimbeckError } from '../../core/errors.js';
import type { CallContext, EndpointState, ModelProvider, OnlineProvider } from '../../models/contract.js';
import { reasonOfWait } from './reason-of-wait.js';

const SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
const CIRCUITS: readonly EndpointState['circuit'][] = ['closed', 'half-open', 'open'];

export interface ModelMetrics {
  /** The provider as it is, its calls counted. */
  measure(name: string, provider: ModelProvider): ModelProvider;
}

/** What was counted of a model since the worker began; put into the registry when somebody asks. */
interface Tally {
  readonly outcomes: Map<string, number>;
  prompt: number;
  completion: number;
}

/** Calls of models and how their endpoints stand. A call costs a few additions and one observation of its time. */
export function createModelMetrics(prom: typeof PromClient, registry: Registry): ModelMetrics {
  const tallies = new Map<string, Tally>();
  const opened = new Map<string, OnlineProvider>();
  countRequests(prom, registry, tallies);
  const seconds = new prom.Histogram({
    name: 'limbeck_request_seconds',
    help: 'From asking to the answer, waits and retries included.',
    labelNames: ['model'],
    buckets: SECONDS,
    registers: [registry],
  });
  countTokens(prom, registry, tallies);
  const retries = new prom.Counter({
    name: 'limbeck_retries_total',
    help: 'Times a request had to wait before it was sent (again), by what for.',
    labelNames: ['model', 'reason'],
    registers: [registry],
  });
  gaugeEndpoints(prom, registry, opened);
  return {
    measure(name, provider) {
      if (provider.kind !== 'online') return provider;
      opened.set(name, provider);
      // Two providers of one name (two runs that bind it differently) count together.
      const tally = tallies.get(name) ?? { outcomes: new Map<string, number>(), prompt: 0, completion: 0 };
      tallies.set(name, tally);
      return countCalls(provider, {
        tally,
        took: seconds.labels(name),
        waited: (because) => retries.inc({ model: name, reason: reasonOfWait(because) }),
      });
    },
  };
}

type Tallies = ReadonlyMap<string, Readonly<Tally>>;

function countRequests({ Counter }: typeof PromClient, registry: Registry, tallies: Tallies): void {
  const requests: Counter<'model' | 'outcome'> = new Counter({
    name: 'limbeck_requests_total',
    help: 'Requests to models by how they ended: answered, or the kind of the error.',
    labelNames: ['model', 'outcome'],
    registers: [registry],
    collect() {
      requests.reset();
      for (const [model, { outcomes }] of tallies)
        for (const [outcome, count] of outcomes) requests.inc({ model, outcome }, count);
    },
  });
}

function countTokens({ Counter }: typeof PromClient, registry: Registry, tallies: Tallies): void {
  const tokens: Counter<'model' | 'direction'> = new Counter({
    name: 'limbeck_tokens_total',
    help: 'Tokens sent to and received from models, as they count them.',
    labelNames: ['model', 'direction'],
    registers: [registry],
    collect() {
      tokens.reset();
      for (const [model, { prompt, completion }] of tallies) {
        tokens.inc({ model, direction: 'prompt' }, prompt);
        tokens.inc({ model, direction: 'completion' }, completion);
      }
    },
  });
}

function gaugeEndpoints(
  { Gauge }: typeof PromClient,
  registry: Registry,
  opened: ReadonlyMap<string, OnlineProvider>,
): void {
  const gauge = (name: string, help: string, valueOf: (state: EndpointState) => number): Gauge<'model'> =>
    new Gauge({
      name,
      help,
      labelNames: ['model'],
      registers: [registry],
      collect() {
        for (const [model, provider] of opened) {
          const state = provider.state?.();
          if (state) this.set({ model }, valueOf(state));
        }
      },
    });
  gauge('limbeck_endpoint_in_flight', 'Requests under way at the endpoint.', ({ inFlight }) => inFlight);
  gauge('limbeck_endpoint_limit', 'Requests it may have at once now.', ({ limit }) => limit);
  gauge(
    'limbeck_endpoint_waiting',
    'Requests that wait for a place, a limit or the circuit.',
    ({ waiting }) => waiting,
  );
  gauge('limbeck_circuit_state', '0 closed, 1 half-open (one request tries), 2 open (nobody asks).', ({ circuit }) =>
    CIRCUITS.indexOf(circuit),
  );
}

interface CountedModel {
  readonly tally: Tally;
  readonly took: { observe(seconds: number): void };
  readonly waited: (because: string) => void;
}

/** The provider as it is, its calls counted. */
function countCalls(provider: OnlineProvider, { tally, took, waited }: CountedModel): OnlineProvider {
  const ended = (outcome: string): void => void tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
  const watch = (context: CallContext): CallContext => ({
    ...context,
    onWaiting(because, ms) {
      waited(because);
      context.onWaiting?.(because, ms);
    },
  });
  return {
    ...(provider.state ? { state: () => provider.state!() } : {}),
    kind: 'online',
    close: () => provider.close(),
    async call(request, context) {
      const began = performance.now();
      try {
        const result = await provider.call(request, watch(context));
        const { prompt_tokens, completion_tokens } = result.answer.usage;
        ended('answered');
        tally.prompt += prompt_tokens;
        tally.completion += completion_tokens;
        return result;
      } catch (error) {
        ended(outcomeOf(error, context.signal));
        throw error;
      } finally {
        took.observe((performance.now() - began) / 1000);
      }
    },
  };
}

function outcomeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'stopped';
  return isLimbeckError(error) ? error.kind : 'defect';
}
