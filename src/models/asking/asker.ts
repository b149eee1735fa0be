import { createHash, hash } from 'node:crypto';
import { join } from 'node:path';
import { LimbeckError, isLimbeckError } from '../../core/errors.js';
import type { ModelRequest, ReplyTo } from '../../core/models/verb-request.js';
import { responseKeyText } from '../../core/identity/response-key.js';
import { soleClaims, type Claims } from '../../ledger/claims/contract.js';
import type { Ledger, LedgerEntry } from '../../ledger/contract.js';
import { firstAsking, nextAsking, providerRequest } from './ask-anew.js';
import type { AnswerSpend, AskAllCall, AskBase, AskCall, Asker, AskOutcome } from './ask-call.js';
import { BudgetGuard, type Amount, type OpenJobs } from '../money/budget-guard.js';
import type { Clock } from '../clock.js';
import { collectRemotely, type Obtained, type Refused } from './collect-remotely.js';
import type { CallContext, ProviderAnswer, ProviderRequest, RemoteProvider } from '../contract.js';
import { createGpuMeter } from '../money/gpu-meter.js';
import { costOf } from '../money/pricing.js';
import { readAnswer, type WithoutReused } from '../replies/read-answer.js';
import { expectManyListeners } from './shared-signal.js';
import { estimateRequestTokens } from '../money/token-estimate.js';

export interface AskerDeps {
  readonly ledger: Ledger;
  readonly clock: Pick<Clock, 'now'>;
  /** Joins equal requests of several processes. Default: there is no other process. */
  readonly claims?: Claims;
  /** What open jobs of a run may still cost: it counts as spent. Default: there are none. */
  readonly openJobs?: OpenJobs;
}

/** One per process: joining equal requests and counting what is in flight only work when all share it. */
export function createAsker(deps: AskerDeps): Asker {
  return new LedgerAsker(deps);
}

class LedgerAsker implements Asker {
  private readonly guard: BudgetGuard;
  /** By response key, from lookup to durable answer. */
  private readonly inFlight = new Map<string, Promise<Obtained>>();
  /** Longest reply seen, by model, for what an unbounded reply may cost. */
  private readonly longest = new Map<string, number>();
  private readonly claims: Claims;

  constructor(private readonly deps: AskerDeps) {
    this.guard = new BudgetGuard(deps.ledger, deps.clock, deps.openJobs);
    this.claims = deps.claims ?? soleClaims;
  }

  async ask<Request extends ModelRequest>(call: AskCall<Request>): Promise<ReplyTo<Request>> {
    expectManyListeners(call.signal);
    let { request, round } = firstAsking(call.request);
    let reused = true;
    for (;;) {
      const obtained = await this.obtain(call, request);
      call.onAnswer?.(obtained.entry.key, request, 0);
      reused &&= obtained.reused;
      const read = readAnswer(request, obtained.entry, round);
      if (read.state === 'good') return whole(read.reply, reused);
      const next = nextAsking(call.request, { request, round }, read);
      if ('error' in next) throw next.error;
      ({ request, round } = next);
    }
  }

  async askAll<Request extends ModelRequest>(
    call: AskAllCall<Request>,
  ): Promise<readonly AskOutcome<ReplyTo<Request>>[]> {
    const outcomes: AskOutcome<ReplyTo<Request>>[] = [];
    const bought = new Set<number>();
    let open = call.requests.map((request, place) => ({ place, ...firstAsking(request) }));
    for (let job = 0; open.length > 0; job++) {
      const obtained = await this.obtainAll(
        call,
        open.map(({ request }) => request),
        job,
      );
      const again: typeof open = [];
      for (const [at, { place, request, round }] of open.entries()) {
        const found = obtained[at]!;
        if ('error' in found) {
          outcomes[place] = found;
          call.onRefused?.(keyOf(call, request));
          continue;
        }
        const { entry, reused } = found;
        call.onAnswer?.(entry.key, request, place);
        if (!reused) bought.add(place);
        else if (call.provider.kind === 'remote' && !wasCounted(call.requests[place]!, request))
          call.onSpend?.(reusedOne);
        const read = readAnswer(request, entry, round);
        if (read.state === 'good') {
          outcomes[place] = { reply: whole(read.reply, !bought.has(place)) };
          continue;
        }
        const next = nextAsking(call.requests[place]!, { request, round }, read);
        if ('error' in next) outcomes[place] = next;
        else again.push({ place, ...next });
      }
      open = again;
    }
    return outcomes;
  }

  /** The answer from the ledger, from an equal request in flight, or bought. */
  private async obtain(call: AskCall<ModelRequest>, request: ModelRequest): Promise<Obtained> {
    const key = keyOf(call, request);
    for (;;) {
      call.signal.throwIfAborted();
      const joined = this.inFlight.get(key);
      if (!joined) break;
      const entry = await this.join(joined, call.signal);
      if (!entry) continue;
      call.onSpend?.(reusedOne);
      return { entry, reused: true };
    }
    const obtaining = this.lookUpOrBuy(call, request, key);
    this.inFlight.set(key, obtaining);
    try {
      const obtained = await obtaining;
      if (obtained.reused) call.onSpend?.(reusedOne);
      return obtained;
    } finally {
      this.inFlight.delete(key);
    }
  }

  /** Undefined when the other caller was cancelled and this one was not: then it must buy for itself. */
  private async join(joined: Promise<Obtained>, signal: AbortSignal): Promise<LedgerEntry | undefined> {
    try {
      return (await unlessAborted(joined, signal)).entry;
    } catch (error) {
      signal.throwIfAborted();
      if (isLimbeckError(error)) throw error;
      return undefined;
    }
  }

  private async lookUpOrBuy(call: AskCall<ModelRequest>, request: ModelRequest, key: string): Promise<Obtained> {
    const found = await this.deps.ledger.get(key);
    if (found) return { entry: found, reused: true };
    const taking = this.claims.take(key, call.signal);
    const taken =
      typeof taking === 'string'
        ? taking
        : await tellIfLong(call, `${call.model.name}: another worker is asking the same`, taking);
    try {
      // Another process may have bought it since.
      const put = taken === 'shared' ? await this.deps.ledger.get(key, { fresh: true }) : undefined;
      return put ? { entry: put, reused: true } : await this.buy(call, request, key);
    } finally {
      this.claims.release(key);
    }
  }

  private async buy(call: AskCall<ModelRequest>, request: ModelRequest, key: string): Promise<Obtained> {
    const reservation = await this.guard.reserve(call, this.estimate(call, request));
    try {
      call.signal.throwIfAborted();
      const answer = await call.provider.call(providerRequest(request), {
        ...contextOf(call),
        afterLongWait: () => this.refuseAnswered(key),
      });
      const entry = this.entryOf(call, key, answer);
      const standing = await tellIfLong(call, LEDGER_IS_HELD, this.deps.ledger.put(entry));
      this.noteLength(call, entry);
      reservation.settle(amountOf(entry));
      call.onSpend?.(spendOf(entry));
      return { entry: standing, reused: false };
    } catch (error) {
      if (error instanceof AnsweredMeanwhile) return { entry: error.entry, reused: true };
      throw error;
    } finally {
      reservation.release();
    }
  }

  /** A worker that stood still, or waited in a long queue, may find that another has bought it. */
  private async refuseAnswered(key: string): Promise<void> {
    const entry = await this.deps.ledger.get(key, { fresh: true });
    if (entry) throw new AnsweredMeanwhile(entry);
  }

  private async obtainAll(
    call: AskAllCall<ModelRequest>,
    requests: readonly ModelRequest[],
    round: number,
  ): Promise<readonly (Obtained | Refused)[]> {
    const keys = requests.map((request) => keyOf(call, request));
    const entries = new Map<string, Obtained | Refused>();
    const missing = new Map<string, ProviderRequest>();
    for (const [at, key] of keys.entries()) {
      if (entries.has(key) || missing.has(key)) continue;
      const found = await this.deps.ledger.get(key);
      if (found) entries.set(key, { entry: found, reused: true });
      else missing.set(key, providerRequest(requests[at]!));
    }
    const { provider } = call;
    if (missing.size > 0 && provider.kind === 'remote')
      for (const [key, one] of await this.collect(call, provider, missing)) entries.set(key, one);
    else if (missing.size > 0)
      for (const entry of await this.runBatch(call, missing, round)) entries.set(entry.key, { entry, reused: false });
    return keys.map((key) => entries.get(key)!);
  }

  private collect(
    call: AskAllCall<ModelRequest>,
    provider: RemoteProvider,
    missing: ReadonlyMap<string, ProviderRequest>,
  ): Promise<ReadonlyMap<string, Obtained | Refused>> {
    return collectRemotely({
      call,
      provider,
      missing,
      ledger: this.deps.ledger,
      context: contextOf(call),
      reserve: (amount) => this.guard.reserve(call, amount),
      estimate: (request) => this.estimate(call, request),
      entryOf: (key, answer) => this.entryOf(call, key, answer),
      onBought: (entry) => {
        this.noteLength(call, entry);
        call.onSpend?.(spendOf(entry));
      },
    });
  }

  private async runBatch(
    call: AskAllCall<ModelRequest>,
    missing: ReadonlyMap<string, ProviderRequest>,
    round: number,
  ): Promise<readonly LedgerEntry[]> {
    call.signal.throwIfAborted();
    // Named by what is asked: a job found there after a crash has exactly these requests, or another name.
    const batch = createHash('sha256')
      .update([...missing.keys()].join('\n'))
      .digest('hex')
      .slice(0, 12);
    if (call.provider.kind !== 'batch') throw new TypeError(`${call.model.name} takes no jobs of this process.`);
    const meter = createGpuMeter({
      ...call,
      budget: call.budget,
      ledger: this.deps.ledger,
      now: () => this.deps.clock.now(),
    });
    const context = {
      ...contextOf(call),
      signal: AbortSignal.any([call.signal, meter.signal]),
      work: join(call.work, `round-${round}-${batch}`),
      onDevice: (event: object) => meter.hear(event),
    };
    const { provider } = call;
    const answers = await meter.during(() => provider.callAll([...missing.values()], context));
    if (answers.length !== missing.size) throw answersMissing(call.model.name, answers.length, missing.size);
    const entries = [...missing.keys()].map((key, at) => ({
      ...this.entryOf(call, key, answers[at]!),
      unpaid: true as const,
    }));
    return this.deps.ledger.putMany(entries);
  }

  private entryOf({ run, step, model }: AskBase, key: string, { answer, facts }: ProviderAnswer): LedgerEntry {
    const cost = costOf(answer.usage, model.price, model.mode);
    return {
      key,
      answer,
      provider: facts,
      ...(cost === undefined ? {} : { cost_nanousd: cost }),
      ...(model.mode === 'batch' ? { bought: 'batch' } : {}),
      at: new Date(this.deps.clock.now()).toISOString(),
      run,
      step,
    };
  }

  private estimate({ model }: AskBase, request: ProviderRequest): Amount {
    const { prompt, completion } = estimateRequestTokens(request, this.longest.get(model.name));
    const cost = costOf({ prompt_tokens: prompt, completion_tokens: completion }, model.price, model.mode);
    return { calls: 1, tokens: prompt + completion, nanousd: cost ?? 0 };
  }

  private noteLength({ model: { name } }: AskBase, { answer }: LedgerEntry): void {
    const { completion_tokens: length } = answer.usage;
    if (length > (this.longest.get(name) ?? 0)) this.longest.set(name, length);
  }
}

/** The reply with whether it was there already; the compiler cannot see that only that was missing. */
function whole<Request extends ModelRequest>(
  reply: WithoutReused<ReplyTo<Request>>,
  reused: boolean,
): ReplyTo<Request> {
  return { ...reply, reused } as unknown as ReplyTo<Request>;
}

/** Takes an answer out of a call that need not be made any more. */
class AnsweredMeanwhile extends Error {
  constructor(readonly entry: LedgerEntry) {
    super('Another worker has the answer.');
  }
}

const TELL_AFTER_MS = 5_000;

const reusedOne = { calls: 0, reused: 1, prompt_tokens: 0, completion_tokens: 0 } as const;

/** core's responseKey, hashed by Node: several times as fast, and every call pays for it. */
function keyOf({ model }: AskBase, request: ModelRequest): string {
  return hash('sha256', responseKeyText(model.identity, request), 'hex');
}

const contextOf = (call: AskBase): CallContext => ({
  signal: call.signal,
  lane: `${call.run}/${call.step}`,
  onWaiting: (because, ms) => call.onWaiting?.(because, ms),
});

function spendOf({ answer: { usage }, cost_nanousd: cost }: LedgerEntry): AnswerSpend {
  const { prompt_tokens, completion_tokens } = usage;
  return {
    calls: 1,
    reused: 0,
    prompt_tokens,
    completion_tokens,
    ...(cost === undefined ? {} : { cost_nanousd: cost }),
  };
}

/** Replies are passed over by a second try of the row; its first had them too, and counted them. */
const wasCounted = (wanted: ModelRequest, asked: ModelRequest): boolean => timesRetried(asked) < timesRetried(wanted);
const timesRetried = (request: ModelRequest): number => ('retry' in request ? (request.retry ?? 0) : 0);

/** A process that is stopped in the middle of a write keeps LMDB's lock until it goes on or is ended. */
const LEDGER_IS_HELD = 'the ledger is being written by another process; one that was stopped must go on or be ended';

/** Waiting for another process is news only when it takes long. */
async function tellIfLong<T>(call: AskBase, because: string, waiting: Promise<T>): Promise<T> {
  const timer = setTimeout(() => call.onWaiting?.(because, TELL_AFTER_MS), TELL_AFTER_MS);
  try {
    return await waiting;
  } finally {
    clearTimeout(timer);
  }
}

function amountOf({ answer: { usage }, cost_nanousd: cost }: LedgerEntry): Amount {
  return { calls: 1, tokens: usage.prompt_tokens + usage.completion_tokens, nanousd: cost ?? 0 };
}

async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function answersMissing(model: string, got: number, wanted: number): LimbeckError {
  return new LimbeckError({
    code: 'batch-incomplete',
    kind: 'transient',
    message: `The batch for ${model} gave ${got} answers to ${wanted} requests.`,
    hint: 'It is done again; if it comes back, look at the job in the work folder of the step.',
  });
}
