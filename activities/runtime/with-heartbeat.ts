import { Context } from '@temporalio/activity';
import { toFailure } from '../to-failure.js';
import { workerStopped, type ActivityScope } from './scope.js';

const HEARTBEAT_MS = 5_000;

/**
 * Every activity runs inside this: it heartbeats from beginning to end, whatever the work does, and turns what is thrown
 * into Temporal's failure. Cancellation arrives with a heartbeat's answer, through the scope's signal.
 */
export async function withHeartbeat<Result>(
  stopping: AbortSignal,
  work: (scope: ActivityScope) => Promise<Result>,
): Promise<Result> {
  const context = Context.current();
  let details: Readonly<Record<string, unknown>> = {};
  const beat = (): void => context.heartbeat(details);
  const timer = setInterval(beat, HEARTBEAT_MS);
  beat();
  try {
    return await work({
      signal: context.cancellationSignal,
      stopping,
      report: (latest) => {
        details = latest;
      },
    });
  } catch (error) {
    const reason = context.cancellationDetails;
    // Not a cancellation of the work: the next attempt is to go on with it.
    if (context.cancellationSignal.aborted && reason?.workerShutdown && !reason.cancelRequested)
      throw toFailure(workerStopped());
    throw toFailure(error, context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
