import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { StepView } from '../../core/run/step-view.js';
import { createProgress, replaceAll, type Progress } from './progress.js';
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

  const announce = (event: RunEvent, step: StepView | undefined): void => {
    const news = newsOfRun(event, progress) ?? newsOf(event);
    if (news !== undefined) {
      write(news);
      return;
    }
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
      const step = stepOf(event, progress);
      // What is already known is not told again when it is repeated.
      if (!past) announce(event, step);
      else if (step) said.set(step.id, stateOf(step));
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

function stepOf(event: RunEvent, { view }: Progress): StepView | undefined {
  return 'step' in event && event.step !== undefined ? view.steps.get(event.step) : undefined;
}

/** What is told of the run itself, its loops and its notes. */
function newsOfRun(event: RunEvent, { view }: Progress): string | undefined {
  switch (event.type) {
    case 'run-started':
      return `${event.run}: ${event.attempt > 1 ? `resumed (attempt ${event.attempt})` : 'started'}, ${event.steps.length} steps`;
    case 'note':
      return `${event.level === 'warning' ? 'warning' : 'note'}: ${event.message}`;
    case 'run-finished':
      return `${view.run}: ${event.outcome}  ${totalFacts(view).join('  ')}`;
    case 'pause-asked':
      return `${view.run}: pausing; what is under way ends first`;
    case 'round-finished':
      return `${event.loop}: ${roundFacts(event).join('  ')}`;
    default:
      return undefined;
  }
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
