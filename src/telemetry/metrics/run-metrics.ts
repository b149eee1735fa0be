import type { Counter, Gauge, Registry } from 'prom-client';
import type * as PromClient from 'prom-client';
import type { RunEvent, Spend } from '../../../schemas/generated/run-event.js';

export interface RunMetrics {
  event(run: string, recipe: string, event: RunEvent): void;
}

interface Told {
  readonly done: number;
  readonly rejected: number;
  readonly failed: number;
  readonly spend: Spend;
}

const nothing: Told = {
  done: 0,
  rejected: 0,
  failed: 0,
  spend: { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
};

type Series = ReturnType<typeof createSeries>;

function createSeries({ Counter, Gauge }: typeof PromClient, registry: Registry) {
  const registers = [registry];
  const step = ['recipe', 'step'] as const;
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> =>
    new Counter({ name: `limbeck_${name}`, help, labelNames: [...labelNames], registers });
  const gauge = (name: string, help: string): Gauge<'recipe' | 'step'> =>
    new Gauge({ name: `limbeck_${name}`, help, labelNames: step, registers });

  const rows = counter('rows_total', 'Input rows worked on, by what became of them.', [...step, 'outcome']);
  const answers = counter('answers_total', 'Answers used: bought now, or reused from the ledger.', [...step, 'source']);
  const cost = counter('cost_usd_total', 'Money paid for answers whose price is known.', step);
  const waits = counter('waits_total', 'Waits that were told in the events.', step);
  const attempts = counter('attempts_failed_total', 'Attempts at activities that failed, by error code.', [
    'recipe',
    'activity',
    'code',
  ]);
  const steps = counter('steps_finished_total', 'Steps completed: made, or found complete.', ['recipe', 'how']);
  const runs = counter('runs_finished_total', 'Attempts at runs that ended, by outcome.', ['recipe', 'outcome']);
  const training = {
    at_step: gauge('training_step', 'Optimizer step a training has reached.'),
    total_steps: gauge('training_steps', 'Optimizer steps it is to take.'),
    loss: gauge('training_loss', 'Its loss, as it last said.'),
    tokens_per_second: gauge('training_tokens_per_second', 'How fast it is.'),
    memory_mb: gauge('training_memory_megabytes', 'Peak memory of the trainer, of its GPU where it has one.'),
  };
  const checkpoint = gauge('training_checkpoint_step', 'Step of the newest checkpoint on disk.');
  return { rows, answers, cost, waits, attempts, steps, runs, training, checkpoint };
}

/**
 * Rows, money, training and trouble of runs, folded from the events that this worker writes. Chunks tell about once a
 * second, so nothing is counted row by row; what an attempt does again is counted again.
 */
export function createRunMetrics(prom: typeof PromClient, registry: Registry): RunMetrics {
  const series = createSeries(prom, registry);
  const { waits, attempts, steps, runs, training, checkpoint } = series;
  const told = new Map<string, Told>();
  return {
    event(run, recipe, event) {
      switch (event.type) {
        case 'step-progress':
          countProgress(series, { run, recipe, told }, event);
          return;
        case 'waiting':
          waits.inc({ recipe, step: withoutRound(event.step) });
          return;
        case 'attempt-failed':
          attempts.inc({ recipe, activity: event.activity, code: event.error.code });
          return;
        case 'step-finished':
          steps.inc({ recipe, how: event.reused ? 'reused' : 'made' });
          return;
        case 'run-finished':
          runs.inc({ recipe, outcome: event.outcome });
          for (const key of told.keys()) if (key.startsWith(`${run}/`)) told.delete(key);
          return;
        case 'training-progress':
          for (const name of Object.keys(training) as (keyof typeof training)[])
            if (event[name] !== undefined) training[name].set({ recipe, step: withoutRound(event.step) }, event[name]);
          return;
        case 'checkpoint-written':
          checkpoint.set({ recipe, step: withoutRound(event.step) }, event.at_step);
          return;
        default:
      }
    },
  };
}

interface Counted {
  readonly run: string;
  readonly recipe: string;
  /** What was told last of each piece of work. */
  readonly told: Map<string, Told>;
}

function countProgress(
  { rows, answers, cost }: Series,
  { run, recipe, told }: Counted,
  event: Extract<RunEvent, { type: 'step-progress' }>,
): void {
  const key = [run, event.step, event.part, event.chunk].join('/');
  const last = told.get(key) ?? nothing;
  // A new attempt counts from the beginning.
  const before = last.done > event.done || last.spend.calls > event.spend.calls ? nothing : last;
  if (event.ended) told.delete(key);
  else told.set(key, event);
  const labels = { recipe, step: withoutRound(event.step) };
  for (const outcome of ['done', 'rejected', 'failed'] as const)
    rows.inc({ ...labels, outcome }, Math.max(0, event[outcome] - before[outcome]));
  answers.inc({ ...labels, source: 'bought' }, Math.max(0, event.spend.calls - before.spend.calls));
  answers.inc({ ...labels, source: 'reused' }, Math.max(0, event.spend.reused - before.spend.reused));
  const { cost_nanousd: paid } = event.spend;
  // An unknown price is no series, not a zero.
  if (paid !== undefined) cost.inc(labels, Math.max(0, paid - (before.spend.cost_nanousd ?? 0)) / 1e9);
}

/** A loop's rounds are one step's work to whoever looks from afar, and would else be as many series as rounds. */
function withoutRound(step: string): string {
  return step.replace(/\[\d+\]\//, '/');
}
