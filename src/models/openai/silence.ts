import { LimbeckError } from '../../core/errors.js';
import type { Clock } from '../clock.js';

/** So long an endpoint may take to come up: offline teachers are started together with their first asker. */
const COMING_UP_MS = 10_000;

export interface SilenceOptions {
  readonly clock: Clock;
  /** Requests beyond the first that may go unheard. */
  readonly retries: number;
  /** Told with the error that all who wait are to get. */
  readonly giveUp: (error: LimbeckError) => void;
}

/**
 * An endpoint that has never said anything is more likely not there than busy: a person must look, not a clock. Its error is
 * fatal for all who ask at the time. One that was heard before, be it with a refusal, is waited for as long as it takes.
 */
export class Silence {
  private heard = false;
  private since: number | undefined;
  private requests = 0;
  private era = 0;
  private lastWord: LimbeckError | undefined;

  constructor(private readonly options: SilenceOptions) {}

  get isUnbroken(): boolean {
    return !this.heard;
  }

  /** At the start of a call; the function it gives throws once all was given up for it. */
  begin(): () => void {
    this.since ??= this.options.clock.now();
    const { era } = this;
    return () => {
      if (era !== this.era && !this.heard && this.lastWord) throw this.lastWord;
    };
  }

  /** A request got no answer. Throws the error for people, when it is time. */
  lasts({ code, message, hint, cause }: LimbeckError): void {
    if (this.heard) return;
    this.requests++;
    const { clock, retries, giveUp } = this.options;
    const since = (this.since ??= clock.now());
    if (this.requests <= retries || clock.now() - since < COMING_UP_MS) return;
    this.lastWord = new LimbeckError({ code, message, hint, cause, kind: 'fatal' });
    this.era++;
    this.requests = 0;
    this.since = undefined;
    giveUp(this.lastWord);
    throw this.lastWord;
  }

  /** Something came back. */
  end(): void {
    this.heard = true;
  }
}
