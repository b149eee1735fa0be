import type { RunEvent } from '../../../schemas/generated/run-event.js';
import { showLine } from '../../report/safe-text.js';
import { formatCount } from '../../project/format.js';

/** What happened that no step's own line shows: as one line, told once. Undefined for everything else. */
export function newsOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'worker-joined':
      return `worker ${event.worker} takes part`;
    case 'worker-left':
      return `worker ${event.worker} has stopped`;
    case 'attempt-failed':
      return `${workOf(event)} failed (${event.error.code}): ${showLine(event.error.message)}${event.retried ? ' It is tried again.' : ''}`;
    case 'attempt-started':
      return `${workOf(event)}: attempt ${event.attempt}, by worker ${event.worker}`;
    case 'circuit-opened':
      return `${event.step}: ${event.model} keeps failing (${showLine(event.because)}); nothing is asked for a while`;
    case 'circuit-closed':
      return `${event.step}: ${event.model} answers again`;
    case 'trainer-started':
      return event.token > 1 ? `${event.step}: the trainer starts again (token ${event.token})` : undefined;
    case 'trainer-resumed':
      return `${event.step}: training goes on from step ${formatCount(event.at_step)} (token ${event.token})`;
    case 'engine-restarted':
      return `the engine was started again: ${showLine(event.because)}`;
    case 'cancel-asked':
      return 'somebody asked the run to end';
    default:
      return undefined;
  }
}

function workOf(event: Extract<RunEvent, { type: 'attempt-failed' | 'attempt-started' }>): string {
  const { step, activity, part, from, to, round } = event;
  const rows = from === undefined || to === undefined ? '' : ` rows ${formatCount(from)} to ${formatCount(to)}`;
  const of = [
    ...(part === undefined || part === 'rows' ? [] : [` of ${part}`]),
    ...(round === undefined ? [] : [` round ${round + 1}`]),
  ].join('');
  return `${step === undefined ? '' : `${step}: `}${activity}${rows}${of}`;
}
