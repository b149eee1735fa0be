import type { Spend } from '../../../schemas/generated/run-event.js';
import { addSpend, noSpend } from '../../../src/core/run/spend.js';
import type { AnswerSpend } from '../../../src/models/asking/ask-call.js';
import type { EndpointState } from '../../../src/models/contract.js';
import type { ActivityDeps } from '../deps.js';
import type { ActivityScope } from '../scope.js';
import { paidFacts } from './step-record.js';

/**
 * What one chunk or round has done so far: told to people about once a second through the run's events, and with every
 * heartbeat. `spend` is what this attempt paid and reused; a step's record counts over all attempts (see seal-step.ts).
 */
export interface StepProgress {
  readonly spend: Spend;
  /** Answers used, bought or there already; answers of local models are not among them. */
  readonly answers: number;
  done(): void;
  rejected(): void;
  failed(): void;
  /** `model` as the recipe names it. */
  spent(spend: AnswerSpend, model: string): void;
  /** `endpoint` is how the model's endpoint stands. */
  waiting(because: string, ms: number, endpoint?: StoppedEndpoint): void;
  /** Resolves when all that was told so far is written. */
  told(): Promise<void>;
  /** The last word; resolves when all that was told is written. */
  finish(): Promise<void>;
}

/** A model, and since when and why its circuit is open. */
export interface StoppedEndpoint extends Pick<EndpointState, 'circuit' | 'because' | 'paused_until_ms'> {
  /** As the recipe names it. */
  readonly model: string;
}

export interface StepProgressInput {
  readonly deps: Pick<ActivityDeps, 'runs' | 'clock' | 'ledger'>;
  readonly scope: ActivityScope;
  readonly run: string;
  readonly step: string;
  readonly part: string;
  /** Chunk or round, from 0. */
  readonly chunk: number;
}

const TELL_EVERY_MS = 1_000;
const WAITING_EVERY_MS = 5_000;

export function createStepProgress(input: StepProgressInput): StepProgress {
  const { runs, clock, ledger } = input.deps;
  const counts = { done: 0, rejected: 0, failed: 0 };
  let spend: Spend = noSpend;
  let toldAt = clock.now();
  let writing: Promise<void> = Promise.resolve();
  const shared = sharedBy(runs, `${input.run}/${input.step}`);

  const append = (write: () => Promise<void>): void => {
    // A progress line that cannot be written must not end the work; the final line, awaited, says so.
    writing = writing.catch(() => undefined).then(write);
    writing.catch(() => undefined);
  };
  const say = (event: Parameters<typeof runs.append>[1]): void => append(() => runs.append(input.run, event));
  const tell = (ended?: true): void => {
    const { run, step, part, chunk } = input;
    input.scope.report({ step, part, chunk, ...counts, ...spend });
    const told = { type: 'step-progress', step, part, chunk, ...counts, spend, ...(ended && { ended }) } as const;
    append(async () => runs.append(run, { ...told, paid: paidFacts(await ledger.spend(run, step)) }));
  };
  const tellIfOver = (): void => {
    const now = clock.now();
    if (!shared.wait || now < shared.wait.until) return;
    const { because, since } = shared.wait;
    delete shared.wait;
    say({ type: 'wait-ended', step: input.step, because, ms: now - since });
  };
  const tellAnswer = (model: string): void => {
    if (shared.wait) tellIfOver();
    if (!shared.asked.has(model)) {
      shared.asked.add(model);
      say({ type: 'model-asked', step: input.step, model });
    }
    if (shared.stopped.delete(model)) say({ type: 'circuit-closed', step: input.step, model });
  };
  const changed = (): void => {
    if (clock.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = clock.now();
    tell();
  };
  const count = (which: keyof typeof counts) => (): void => {
    counts[which]++;
    changed();
  };

  return {
    get spend() {
      return spend;
    },
    get answers() {
      return spend.calls + spend.reused;
    },
    done: count('done'),
    rejected: count('rejected'),
    failed: count('failed'),
    spent(more, model) {
      spend = addSpend(spend, more);
      if (more.calls > 0) tellAnswer(model);
      changed();
    },
    waiting(because, ms, endpoint) {
      const now = clock.now();
      if (endpoint?.circuit === 'open' && !shared.stopped.has(endpoint.model)) {
        const { model, because: why = because, paused_until_ms: until = now } = endpoint;
        shared.stopped.add(model);
        say({ type: 'circuit-opened', step: input.step, model, because: why, ms: Math.max(0, until - now) });
      }
      if (now - shared.waitedAt < WAITING_EVERY_MS) return;
      shared.waitedAt = now;
      shared.wait = { because, since: shared.wait?.since ?? now, until: now + ms };
      say({ type: 'waiting', step: input.step, because, ms });
    },
    told: () => writing.catch(() => undefined),
    async finish() {
      tell(true);
      await writing;
    },
  };
}

/** What all chunks of a step in this process have told, by model. */
interface Shared {
  readonly asked: Set<string>;
  /** Those whose circuit was open when it was last looked at. */
  readonly stopped: Set<string>;
  /** When a wait was last told, and which, until an answer comes after its time. */
  waitedAt: number;
  wait?: { readonly because: string; readonly since: number; readonly until: number };
}

const sharedByStore = new WeakMap<object, Map<string, Shared>>();

function sharedBy(runs: object, step: string): Shared {
  const steps = sharedByStore.get(runs) ?? new Map<string, Shared>();
  sharedByStore.set(runs, steps);
  const shared: Shared = steps.get(step) ?? {
    asked: new Set(),
    stopped: new Set(),
    waitedAt: Number.NEGATIVE_INFINITY,
  };
  steps.set(step, shared);
  return shared;
}
