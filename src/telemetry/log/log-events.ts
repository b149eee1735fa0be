import type { EventError, RunEvent } from '../../../schemas/generated/run-event.js';
import type { Observer } from '../observer.js';
import type { LogFields, LogLevel, WorkerLog } from './worker-log.js';

/** Everything else is `info`. */
const levels: Partial<Record<RunEvent['type'], LogLevel>> = {
  'step-progress': 'debug',
  'training-progress': 'debug',
  'wait-ended': 'debug',
  waiting: 'warn',
  'circuit-opened': 'warn',
  'attempt-failed': 'warn',
  'attempt-started': 'warn',
  'step-failed': 'error',
};

/** What this worker writes into the events of runs, in its log as well: one log for all its runs. */
export function logEvents(log: WorkerLog): Observer {
  return {
    event(run, event) {
      const { type, at: _, ...facts } = event;
      log.write(levelOf(event), type, { ...loggable(facts, log.options.messages), run });
    },
  };
}

function levelOf(event: RunEvent): LogLevel {
  if (event.type === 'run-finished') return event.outcome === 'failed' ? 'error' : 'info';
  if (event.type === 'note') return event.level === 'warning' ? 'warn' : 'info';
  return levels[event.type] ?? 'info';
}

/** Errors by their code: their words may quote what a row or a server says. */
function loggable(facts: Readonly<Record<string, unknown>>, messages: boolean): LogFields {
  const { error, message, level: _level, worker: _worker, outputs: _outputs, metrics: _metrics, ...plain } = facts;
  const { code, message: words } = (error ?? {}) as Partial<EventError>;
  return {
    ...plain,
    ...(code === undefined ? {} : { code }),
    ...(messages && words !== undefined ? { error: words } : {}),
    ...(messages && message !== undefined ? { message } : {}),
  };
}
