import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import { aroundActivities, type PieceOfWork } from '../../core/run/around-activities.js';
import type { ModelProvider } from '../../models/contract.js';
import type { RunStore } from '../../runs/contract.js';
import type { Observer } from '../observer.js';
import { attemptOfRun } from './attempt-of-run.js';
import { codeOf } from '../code-of.js';
import { writeRun, writeStep } from './finished-spans.js';
import { attributesOf } from './span-attributes.js';
import { markFailed, type SpanWriter } from './span-writer.js';
import { runSpan, stepSpan, type TracedAttempt } from './trace-ids.js';

export interface TracesInput {
  readonly runs: Pick<RunStore, 'events' | 'summary'>;
  readonly writer: SpanWriter;
}

/** What is under way, for the calls made inside. */
interface Activity {
  readonly of: TracedAttempt;
  readonly span: Span;
  calls: number;
}

/** The first calls of an activity, then one in so many: a step of a million rows must not be a million spans. */
const FIRST_CALLS = 3;
const ONE_CALL_IN = 100;

/**
 * Traces of runs: run > step > activity (a chunk, a round, a training) > call of a model. Names, counts and error codes
 * only: no rows, no prompts, no replies. Steps and runs are written when they end, by the worker that ends them.
 */
export function createTraces({ runs, writer }: TracesInput): Observer {
  const inside = new AsyncLocalStorage<Activity>();
  let lastRun: Promise<void> = Promise.resolve();

  const within = async <Result>(name: string, input: PieceOfWork, work: () => Promise<Result>): Promise<Result> => {
    const of = name === 'openRun' ? undefined : await attemptOfRun(runs, input.run);
    if (!of) return work();
    const { step, part, from, to, round } = input;
    const attributes = attributesOf(of, { step, part, from, to, round });
    const span = writer.begin(name, { parent: step === undefined ? runSpan(of) : stepSpan(of, step), attributes });
    try {
      return await inside.run({ of, span, calls: 0 }, work);
    } catch (error) {
      markFailed(span, codeOf(error));
      throw error;
    } finally {
      span.end();
    }
  };

  return {
    event(_, event) {
      const activity = inside.getStore();
      if (!activity) return;
      if (event.type === 'run-finished')
        lastRun = writeRun(activity.of, event, { runs, writer }).catch(() => undefined);
      else if (event.type === 'step-finished') writeStep(activity.of, event, writer);
      else if (
        event.type === 'trainer-started' ||
        event.type === 'trainer-resumed' ||
        event.type === 'checkpoint-written'
      )
        activity.span.addEvent(event.type, {
          token: event.token,
          ...('at_step' in event ? { at_step: event.at_step } : {}),
        });
    },
    activities: (activities) => aroundActivities(activities, within),
    provider: (model, provider) => traceCalls(model, provider, { inside, writer }),
    close: async () => {
      await lastRun;
      await writer.close();
    },
  };
}

function traceCalls(
  model: string,
  provider: ModelProvider,
  { inside, writer }: { readonly inside: AsyncLocalStorage<Activity>; readonly writer: SpanWriter },
): ModelProvider {
  if (provider.kind !== 'online') return provider;
  return {
    ...(provider.state ? { state: () => provider.state!() } : {}),
    kind: 'online',
    close: () => provider.close(),
    async call(request, context) {
      const activity = inside.getStore();
      const place = activity ? activity.calls++ : 0;
      if (!activity || (place >= FIRST_CALLS && place % ONE_CALL_IN !== 0)) return provider.call(request, context);
      const attributes = attributesOf(activity.of, { model, call: place });
      const span = writer.begin(`call ${model}`, { parent: activity.span.spanContext(), attributes });
      try {
        const result = await provider.call(request, {
          ...context,
          onWaiting(because, ms) {
            span.addEvent('waiting', { ms });
            context.onWaiting?.(because, ms);
          },
        });
        const { prompt_tokens, completion_tokens } = result.answer.usage;
        span.setAttributes(attributesOf(activity.of, { prompt_tokens, completion_tokens }));
        return result;
      } catch (error) {
        markFailed(span, codeOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
  };
}
