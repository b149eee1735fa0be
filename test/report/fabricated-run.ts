import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { PlanStep } from '../../schemas/generated/plan.js';
import { recordId, sha256Hex } from '../../src/core/digest.js';
import type { Row } from '../../src/core/record-kinds.js';
import type { ArtifactStore } from '../../src/artifacts/contract.js';
import type { RunEventInput, RunStore } from '../../src/runs/contract.js';
import { heldOutRows, measured, plan } from './fabricated-plan.js';

/**
 * A run like the one of recipes/examples/contract-terms, made up but for its shape: a plan, events and records, written through
 * the stores. Its numbers mean nothing.
 */
export const hostile = `<script>document.title='owned'</script><img src="http://127.0.0.1:9/x.png" onerror="document.title='owned'">\u001b[31m\u202e"'& & {{x}}`;

const teacherAnswer = (at: number) =>
  `{"start":"2024-${String((at % 12) + 1).padStart(2, '0')}-01","months":${12 + (at % 5) * 6},"notice_days":${30 * ((at % 4) + 1)}}`;

/** Which held-out rows a model has right; the teacher's last row failed. */
const isRight: Record<(typeof measured)[number], (at: number) => boolean> = {
  teacher: () => true,
  student: () => false,
  'tune-gold': (at) => at % 25 === 3,
  tune: (at) => at % 11 !== 1,
};

export function* predictions(name: (typeof measured)[number]): Iterable<Row> {
  for (let at = 0; at < heldOutRows - (name === 'teacher' ? 1 : 0); at++) {
    const correct = isRight[name](at);
    const wrong = at === 1 ? hostile : `{"start":"2024-01-01","months":12,"notice_days":${at % 30}}`;
    const parent = sha256Hex(`held-${at}`).slice(0, 24);
    yield {
      id: recordId([parent], keyOf('score'), 0),
      parents: [parent],
      prompt: promptOf(at),
      gold: teacherAnswer(at),
      prediction: correct ? teacherAnswer(at) : name === 'student' ? 'e e the e,, the e' : wrong,
      correct,
      ...(name === 'student' ? { failure: 'no-json' } : {}),
    };
  }
}

function promptOf(at: number): string {
  if (at === 1) return `${hostile} ${'This clause has no end. '.repeat(60)}`;
  const months = 12 + (at % 5) * 6;
  return `§ ${at} This agreement starts on the first of the month, runs for ${months} months and may be ended with ${30 * ((at % 4) + 1)} days' notice in writing.`;
}

function metricsOf(name: (typeof measured)[number], spread: number): NonNullable<StepRecord['metrics']>[string] {
  const rows = [...predictions(name)];
  const value = rows.filter((row) => row['correct'] === true).length / heldOutRows;
  const width = value === 0 || value === 1 ? 0 : spread;
  const unusable = rows.filter((row) => row['failure'] !== undefined).length + heldOutRows - rows.length;
  return {
    accuracy: { value, low: Math.max(0, value - width), high: Math.min(1, value + width), n: heldOutRows },
    parse_failures: { value: unusable / heldOutRows, n: heldOutRows },
  };
}

export const keyOf = (step: string): string => sha256Hex(`key of ${step}`);

/** A curve with noise, without a random source. */
export const lossesOf = (steps: number, every: number): [number, number][] =>
  Array.from({ length: Math.ceil(steps / every) }, (_, at) => {
    const step = (at + 1) * every;
    return [step, 0.06 + 5.9 * Math.exp(-step / (steps / 6)) + 0.05 * Math.sin(step * 12.9898)];
  });

const nothing = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };

interface Fabricated {
  readonly counts: StepRecord['counts'];
  readonly spend?: StepRecord['spend'];
  readonly duration_ms: number;
  readonly training?: Record<string, unknown>;
  readonly warnings?: string[];
}

const counts = (rows: number, out: number, rejected = 0, failed = 0, reasons: Record<string, number> = {}) => ({
  in: rows,
  out,
  rejected,
  failed,
  reasons,
});

const trainingFacts = (rows: number, steps: number, epochs: number) => ({
  rows,
  steps,
  epochs,
  tokens: rows * epochs * 96,
  final_loss: lossesOf(steps, 5).at(-1)![1],
  losses: lossesOf(steps, 5),
  seconds: steps * 0.14,
  device: 'cpu',
  threads: 2,
  parameters: 812_544,
  trainable_parameters: 812_544,
  versions: { python: '3.11.2', torch: '2.13.0', transformers: '5.18.0', trl: '1.13.0' },
});

export const fabricated: Record<string, Fabricated> = {
  write: {
    counts: counts(60, 4000, 212, 0, { 'too-similar': 190, 'too-short': 22 }),
    spend: { calls: 4212, reused: 0, prompt_tokens: 1_180_000, completion_tokens: 214_000, cost_nanousd: 814_400_000 },
    duration_ms: 41_200,
  },
  read: {
    counts: counts(4000, 3991, 0, 9, { 'reply-not-json': 9 }),
    spend: { calls: 4021, reused: 12, prompt_tokens: 620_000, completion_tokens: 131_000, cost_nanousd: 457_600_000 },
    duration_ms: 22_800,
    warnings: ['9 rows failed; they are tried again by limbeck resume.'],
  },
  keep: { counts: counts(3991, 3542, 449, 0, { duplicate: 449 }), duration_ms: 1900 },
  clean: { counts: counts(3542, 3538, 4, 0, { contaminated: 4 }), duration_ms: 1250 },
  tune: { counts: counts(3538, 3538), duration_ms: 121_000, training: trainingFacts(3538, 840, 3) },
  'tune-gold': { counts: counts(200, 200), duration_ms: 64_000, training: trainingFacts(200, 420, 60) },
  score: {
    counts: counts(heldOutRows * 4, heldOutRows * 4 - 1, 0, 1, { 'reply-not-json': 1 }),
    spend: { calls: 480, reused: 0, prompt_tokens: 41_000, completion_tokens: 9800 },
    duration_ms: 30_500,
  },
};

export interface FabricationStores {
  readonly runs: Pick<RunStore, 'create' | 'append'>;
  readonly artifacts: ArtifactStore;
  /** The run store's time, moved on by what each step takes. */
  readonly clock: { ms: number };
}

/** Write the whole run through the stores. */
export async function fabricateRun(run: string, { runs, artifacts, clock }: FabricationStores): Promise<void> {
  await runs.create(run, plan, 'limbeck: 1\n');
  await runs.append(run, {
    type: 'run-started',
    run,
    recipe: plan.recipe.name,
    attempt: 1,
    steps: plan.steps.map((step) => step.id),
  });
  for (const step of plan.steps) {
    const facts = fabricated[step.id]!;
    const key = keyOf(step.id);
    const record = await recordOf(step, artifacts);
    await artifacts.putStep(record);
    await runs.append(run, {
      type: 'step-started',
      step: step.id,
      key,
      ...(step.shape === 'train' ? {} : { rows: facts.counts.in }),
    });
    if (step.shape === 'train') await appendTraining(run, step.id, runs);
    else await runs.append(run, progressOf(step, facts));
    clock.ms += record.duration_ms;
    await runs.append(run, finishedOf(step, record));
    if (step.gate !== undefined)
      await runs.append(run, { type: 'gate', step: step.id, expression: step.gate, met: true });
  }
  const note = { type: 'note', level: 'info', message: 'The worker was started again once.' } as const;
  await runs.append(run, note);
  await runs.append(run, note);
  await runs.append(run, { type: 'run-finished', outcome: 'done' });
}

async function recordOf(step: PlanStep, artifacts: ArtifactStore): Promise<StepRecord> {
  const { counts: rows, spend = nothing, duration_ms, training, warnings } = fabricated[step.id]!;
  const outputs: Record<string, string> = {};
  if (step.shape === 'measure')
    for (const name of measured) outputs[name] = (await artifacts.writeDataSet('sft', predictions(name))).digest;
  else if (step.shape === 'train') outputs['model'] = await importModel(step.id, artifacts);
  else outputs['rows'] = (await artifacts.writeDataSet(step.produces, [{ id: step.id, parents: [] }])).digest;
  return {
    key: keyOf(step.id),
    use: step.use,
    complete: true,
    outputs,
    counts: rows,
    spend,
    duration_ms,
    ...(step.shape === 'measure'
      ? {
          metrics: Object.fromEntries(
            measured.map((name, at) => [name, metricsOf(name, [0.01, 0.01, 0.033, 0.052][at]!)]),
          ),
        }
      : {}),
    ...(training ? { training } : {}),
    ...(warnings ? { warnings } : {}),
  };
}

async function importModel(name: string, artifacts: ArtifactStore): Promise<string> {
  const folder = await mkdtemp(join(await artifacts.workFolder(keyOf(name)), 'model-'));
  await writeFile(join(folder, 'config.json'), JSON.stringify({ name }));
  return (await artifacts.importModel(folder, {})).digest;
}

async function appendTraining(run: string, step: string, runs: FabricationStores['runs']): Promise<void> {
  const losses = fabricated[step]!.training!['losses'] as [number, number][];
  for (const [at_step, loss] of losses.filter((_, at) => at % 8 === 0))
    await runs.append(run, {
      type: 'training-progress',
      step,
      phase: 'training',
      at_step,
      total_steps: 840,
      loss,
      tokens_per_second: 6400.4,
      memory_mb: 812,
    });
}

function progressOf(step: PlanStep, { counts: rows, spend = nothing }: Fabricated): RunEventInput {
  return {
    type: 'step-progress',
    step: step.id,
    part: step.parts[0]!.name,
    chunk: 0,
    done: rows.out,
    failed: rows.failed,
    rejected: rows.rejected,
    spend,
  };
}

function finishedOf(step: PlanStep, record: StepRecord): RunEventInput {
  const { key, counts: rows, spend, outputs, duration_ms, metrics } = record;
  return {
    type: 'step-finished',
    step: step.id,
    key,
    reused: false,
    counts: rows,
    spend,
    outputs,
    duration_ms,
    ...(metrics ? { metrics } : {}),
  };
}
