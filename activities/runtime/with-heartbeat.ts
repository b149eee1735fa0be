import { Context } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import { toFailure } from '../to-failure.js';
import { workerStopped, type ActivityScope } from './scope.js';

/** Often enough that one lost on the way does no harm. */
const LONGEST_PAUSE_MS = 5_000;
const BEATS_PER_TIMEOUT = 4;
/** How long what is under way may take to end when the run is paused, or goes on in another attempt. */
const PAUSE_GRACE_MS = 60_000;

export interface HeartbeatInput {
  /** The worker is to stop. */
  readonly stopping: AbortSignal;
  /** Whether a cancellation is a pause of the run: what is under way may end, and is kept. */
  readonly isPausing: () => Promise<boolean>;
}

/**
 * Every activity runs inside this: it heartbeats from beginning to end, whatever the work does, and turns what is thrown
 * into Temporal's failure. Cancellation arrives with a heartbeat's answer, through the scope's signal; a pause arrives
 * the same way and is told apart, for it must not break off what is paid for; nor must a service that was away and has given
 * the attempt up: the next one finds what was paid for.
 */
export async function withHeartbeat<Result>(
  { stopping, isPausing }: HeartbeatInput,
  work: (scope: ActivityScope) => Promise<Result>,
): Promise<Result> {
  const context = Context.current();
  let details: Readonly<Record<string, unknown>> = {};
  const beat = (): void => context.heartbeat(details);
  const timeoutMs = context.info.heartbeatTimeoutMs || Infinity;
  const timer = setInterval(beat, Math.min(LONGEST_PAUSE_MS, timeoutMs / BEATS_PER_TIMEOUT));
  beat();
  const cancelling = new AbortController();
  const pausing = new AbortController();
  const givenUp = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const cancel = async (): Promise<void> => {
    const { reason } = context.cancellationSignal as { readonly reason: unknown };
    const why = context.cancellationDetails;
    const isPause = why?.cancelRequested === true && (await isPausing().catch(() => false));
    const isGivenUp = (why?.timedOut || why?.notFound) && !why.cancelRequested;
    if (!isPause && !isGivenUp) return cancelling.abort(reason);
    if (isGivenUp) givenUp.abort(reason);
    pausing.abort(reason);
    grace = setTimeout(() => cancelling.abort(reason), PAUSE_GRACE_MS);
  };
  const onCancel = (): void => void cancel();
  context.cancellationSignal.addEventListener('abort', onCancel, { once: true });
  try {
    return await work({
      signal: cancelling.signal,
      stopping: AbortSignal.any([stopping, pausing.signal]),
      givenUp: givenUp.signal,
      report: (latest) => {
        details = latest;
      },
    });
  } catch (error) {
    const reason = context.cancellationDetails;
    // Not a cancellation of the work: the next attempt is to go on with it.
    if (context.cancellationSignal.aborted && reason?.workerShutdown && !reason.cancelRequested)
      throw toFailure(workerStopped());
    if (pausing.signal.aborted) throw new CancelledFailure('Paused');
    throw toFailure(error, cancelling.signal);
  } finally {
    context.cancellationSignal.removeEventListener('abort', onCancel);
    clearInterval(timer);
    clearTimeout(grace);
  }
}
