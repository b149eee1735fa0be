import type { Clock } from '../clock.js';
import type { EndpointState } from '../contract.js';
import { AdaptiveLimit } from './adaptive-limit.js';
import { Allowance } from './allowance.js';
import { Circuit } from './circuit.js';
import type { RateHeaders } from './rate-headers.js';
import { RateLimiter, type RateLimits } from './rate-limits.js';
import { WHOLE, partOf, type EndpointShares, type Share, type ShareMember } from './share.js';

export interface EndpointLimits extends RateLimits {
  readonly concurrency: number;
}

export interface EndpointAdmissionInput {
  /** Tells endpoints apart; see Endpoints. */
  readonly name: string;
  /** Those of the first to come, until calls begin. */
  readonly limits: EndpointLimits;
  readonly clock: Clock;
  readonly shares?: EndpointShares | undefined;
}

export interface Need {
  /** About so many, prompt and reply; asked when its turn comes, for replies teach. */
  readonly tokens: () => number;
  readonly signal: AbortSignal;
  readonly lane?: string | undefined;
  readonly tell: (because: string, ms: number) => void;
}

/** What became of a request that was let through. */
export interface Trouble {
  /** For people who wait: "rate limit (429)". */
  readonly because: string;
  /** How the endpoint is: alive, asking for less, or failing. */
  readonly health: 'alive' | 'overloaded' | 'failing';
  readonly retryAfterMs?: number | undefined;
}

export interface Admitted {
  answered(usedTokens: number): void;
  failed(trouble: Trouble): void;
  /** Must be called last, whatever happened. */
  end(): void;
}

/** A pause longer than this is left to whoever asked: nobody else is held up by it. */
export const LONGEST_WAIT_MS = 5 * 60_000;
const TOLD_MS = 1_000;
const LOOK_AGAIN_MS = 1_000;

/**
 * One endpoint as all in this process ask it: its circuit, its slots, its limits a minute, and what it says itself of what
 * it still takes. Every request goes through all four. Of several limits stated for it, the lowest of those at work holds.
 */
export class EndpointAdmission {
  readonly circuit: Circuit;
  private readonly concurrency: AdaptiveLimit;
  private readonly rates: RateLimiter;
  private readonly requestsLeft: Allowance;
  private readonly tokensLeft: Allowance;
  private readonly atWork = new Map<EndpointLimits, number>();
  private membership: ShareMember | undefined;
  private share: Share = WHOLE;
  private stated: EndpointLimits;
  private onTheWay = 0;
  private pausedUntil = 0;
  private pausedBecause = '';

  private readonly name: string;
  private readonly clock: Clock;
  private readonly shares: EndpointShares | undefined;

  constructor({ name, limits, clock, shares }: EndpointAdmissionInput) {
    this.name = name;
    this.clock = clock;
    this.shares = shares;
    this.stated = limits;
    this.circuit = new Circuit(clock);
    this.concurrency = new AdaptiveLimit(limits.concurrency);
    this.rates = new RateLimiter(limits, clock);
    this.requestsLeft = new Allowance(clock);
    this.tokensLeft = new Allowance(clock);
  }

  /** A call begins: its model's limits hold until `end`, which must be called once. */
  begin(limits: EndpointLimits): void {
    const calls = this.atWork.get(limits) ?? 0;
    this.atWork.set(limits, calls + 1);
    if (calls > 0) return;
    this.restate();
    this.membership ??= this.shares?.join(this.name, {
      changed: (share) => {
        this.share = share;
        this.apply();
      },
      isOver: () => this.concurrency.isOver,
    });
  }

  end(limits: EndpointLimits): void {
    const calls = this.atWork.get(limits) ?? 0;
    if (calls > 1) {
      this.atWork.set(limits, calls - 1);
      return;
    }
    this.atWork.delete(limits);
    if (this.atWork.size > 0) this.restate();
    else {
      this.membership?.leave();
      this.membership = undefined;
    }
  }

  /** Resolves when the endpoint may be asked. */
  async admit({ signal, lane, tell, ...need }: Need): Promise<Admitted> {
    const passage = await this.circuit.pass(signal, tell);
    try {
      if (this.concurrency.current === 0) tell('other workers of the project have all its places', LOOK_AGAIN_MS);
      const slot = await this.concurrency.enter(signal, lane);
      const tokens = need.tokens();
      try {
        await this.rates.take(tokens, signal, tell);
        await this.waitForRoom(tokens, signal, tell);
      } catch (error) {
        slot.leave();
        throw error;
      }
      this.onTheWay++;
      this.requestsLeft.sent(1);
      this.tokensLeft.sent(tokens);
      return {
        answered: (used) => {
          this.rates.correct(tokens, used);
          passage.answered();
          slot.succeeded();
        },
        failed: ({ health, because, retryAfterMs = 0 }) => {
          if (health === 'failing') passage.failed(because);
          else passage.answered();
          if (health === 'overloaded') {
            slot.refused();
            this.rates.exhausted();
          } else this.rates.correct(tokens, 0);
          if (retryAfterMs > 0 && retryAfterMs <= LONGEST_WAIT_MS) this.pause(retryAfterMs, because);
        },
        end: () => {
          this.onTheWay--;
          this.requestsLeft.done(1);
          this.tokensLeft.done(tokens);
          slot.leave();
          passage.end();
        },
      };
    } catch (error) {
      passage.end();
      throw error;
    }
  }

  /** What a reply on its way says of the limits. */
  note({ requests, tokens }: RateHeaders): void {
    if (requests) this.requestsLeft.note(requests, 1);
    // Which of those on their way it answers is not known: one of middling size.
    if (tokens) this.tokensLeft.note(tokens, this.tokensLeft.underWay / Math.max(1, this.onTheWay));
  }

  state(): Omit<EndpointState, 'name'> {
    const { circuit, because, pausedUntil } = this.circuit.state;
    const pause = pausedUntil === undefined ? this.pauseNow() : { until: pausedUntil, because };
    const why = pause?.because ?? because;
    return {
      circuit,
      limit: this.concurrency.current,
      inFlight: this.onTheWay,
      waiting: this.circuit.queued + this.concurrency.queued + this.concurrency.taken - this.onTheWay,
      ...(pause ? { paused_until_ms: pause.until } : {}),
      ...(why === undefined ? {} : { because: why }),
    };
  }

  private pauseNow(): { readonly until: number; readonly because: string } | undefined {
    const now = this.clock.now();
    if (this.pausedUntil > now) return { until: this.pausedUntil, because: this.pausedBecause };
    const wait = Math.max(this.requestsLeft.waitFor(1), this.tokensLeft.waitFor(1));
    return wait > 0 ? { until: now + wait, because: NOTHING_LEFT } : undefined;
  }

  private pause(ms: number, because: string): void {
    const until = this.clock.now() + ms;
    if (until < this.pausedUntil) return;
    this.pausedUntil = until;
    this.pausedBecause = because;
  }

  private async waitForRoom(tokens: number, signal: AbortSignal, tell: Need['tell']): Promise<void> {
    for (let isTold = false; ;) {
      const paused = this.pausedUntil - this.clock.now();
      const full = Math.max(this.requestsLeft.waitFor(1), this.tokensLeft.waitFor(tokens));
      const wait = Math.ceil(Math.max(paused, full));
      if (wait <= 0) return;
      if (!isTold && wait >= TOLD_MS) tell(paused >= full ? this.pausedBecause : NOTHING_LEFT, wait);
      isTold = true;
      try {
        await this.clock.sleep(Math.min(wait, LOOK_AGAIN_MS), signal);
      } catch (error) {
        this.rates.giveBack(tokens);
        throw error;
      }
    }
  }

  private restate(): void {
    this.stated = lowest([...this.atWork.keys()]);
    this.apply();
  }

  private apply(): void {
    const { concurrency, requests_per_minute: requests, tokens_per_minute: tokens } = this.stated;
    const part = (total: number | undefined) => (total === undefined ? undefined : partOf(total, this.share));
    this.rates.setLimits({ requests_per_minute: part(requests), tokens_per_minute: part(tokens) });
    this.concurrency.setMost(partOf(concurrency, this.share));
  }
}

const NOTHING_LEFT = 'its own count of what is left';

function lowest(all: readonly EndpointLimits[]): EndpointLimits {
  const least = (values: readonly (number | undefined)[]): number | undefined => {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
  };
  return {
    concurrency: Math.min(...all.map(({ concurrency }) => concurrency)),
    requests_per_minute: least(all.map((limits) => limits.requests_per_minute)),
    tokens_per_minute: least(all.map((limits) => limits.tokens_per_minute)),
  };
}
