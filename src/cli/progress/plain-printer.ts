import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { StepView } from '../../core/run/step-view.js';
import { createProgress, replaceAll } from './progress.js';
import type { RunPrinter } from './run-printer.js';
import { newsOf } from './news-line.js';
import { roundFacts, stepFacts, totalFacts, waitingFacts } from './step-line.js';

export interface PlainOptions {
  readonly write: (line: string) => void;
  readonly now: () => number;
}

const EVERY_MS = 10_000;

/** For logs and pipes: one line per change of state, and one every 10 s for what runs. */
export function createPlainPrinter({ write, now }: PlainOptions): RunPrinter {
  const progress = createProgress();
  const said = new Map<string, string>();

  const line = (step: StepView): string => {
    const facts = stepFacts(step, progress, now()).join('  ');
    return `${step.id}: ${step.state === 'running' ? `running  ${facts}` : facts}`;
  };

  const announce = (event: RunEvent): void => {
    if (event.type === 'run-started') {
      write(
        `${event.run}: ${event.attempt > 1 ? `resumed (attempt ${event.attempt})` : 'started'}, ${event.steps.length} steps`,
      );
      return;
    }
    if (event.type === 'note') {
      write(`${event.level === 'warning' ? 'warning' : 'note'}: ${event.message}`);
      return;
    }
    if (event.type === 'run-finished') {
      write(`${progress.view.run}: ${event.outcome}  ${totalFacts(progress.view).join('  ')}`);
      return;
    }
    if (event.type === 'pause-asked') {
      write(`${progress.view.run}: pausing; what is under way ends first`);
      return;
    }
    if (event.type === 'round-finished') {
      write(`${event.loop}: ${roundFacts(event).join('  ')}`);
      return;
    }
    const news = newsOf(event);
    if (news !== undefined) {
      write(news);
      return;
    }
    const step = 'step' in event && event.step !== undefined ? progress.view.steps.get(event.step) : undefined;
    if (!step) return;
    if (event.type === 'gate') {
      write(`${step.id}: gate ${event.met ? 'met' : 'NOT met'}: ${event.expression}`);
      return;
    }
    const state = stateOf(step);
    if (said.get(step.id) === state) return;
    said.set(step.id, state);
    const waiting = step.state === 'running' ? waitingFacts(step, Date.parse(event.at) - 1) : [];
    write(waiting.length > 0 ? `${step.id}: ${waiting.join('  ')}` : line(step));
  };

  const timer = setInterval(() => {
    for (const step of progress.view.steps.values()) if (step.state === 'running') write(line(step));
  }, EVERY_MS);

  return {
    event: (event, past) => {
      progress.apply(event);
      if (past) {
        // What is already known is not told again when it is repeated.
        if ('step' in event && event.step !== undefined) {
          const step = progress.view.steps.get(event.step);
          if (step) said.set(step.id, stateOf(step));
        }
      } else announce(event);
    },
    notice: (message) => write(`note: ${message}`),
    unserved: (queues) => {
      for (const [step, queue] of queues)
        if (progress.unserved.get(step) !== queue)
          write(`${step === '' ? progress.view.run || 'the run' : step}: queued: no worker is free on queue ${queue}`);
      replaceAll(progress.unserved, queues);
    },
    close: () => clearInterval(timer),
  };
}

/** What is told again when it changes. A checkpoint in between is no change. */
function stateOf({ state, waiting, training, review }: StepView): string {
  const phase = training?.phase === 'saving' ? 'training' : training?.phase;
  return [state, waiting, phase, review?.type].join(' ');
}

/** For programs: every event as one line of JSON, as the run store has it. */
export function createJsonPrinter(write: (line: string) => void): RunPrinter {
  return {
    event: (event) => write(JSON.stringify(event)),
    notice: () => undefined,
    unserved: () => undefined,
    close: () => undefined,
  };
}
