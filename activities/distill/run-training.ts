import { join } from 'node:path';
import type { Done, TrainerEvent } from '../../schemas/generated/trainer-event.js';
import type { TrainJob } from '../../schemas/generated/trainer-job.js';
import type { AnswerTrainer } from '../../src/trainer/answer-trainer.js';
import { takeLease, type Lease } from '../../src/trainer/lease.js';
import { runTrainer } from '../../src/trainer/run-trainer.js';
import type { Objective } from './contract.js';

export interface TrainingJobInput {
  readonly objective: Objective;
  /** The step's resolved `with`; names of models in it are left out: `models` has what they name. */
  readonly params: Readonly<Record<string, unknown>>;
  /** By role. Absolute paths. */
  readonly models: TrainJob['models'];
  /** By port. Absolute JSON-lines files, in order; gzip when they end in .gz. */
  readonly inputs: TrainJob['inputs'];
  readonly seed: number;
  /** Folder of this job alone, the same after a crash: lease, checkpoints, then the model. */
  readonly work: string;
  readonly device?: TrainJob['device'];
  /** 0, the default, lets the trainer choose. */
  readonly threads?: number;
}

export interface TrainingJobContext {
  readonly python: string;
  readonly signal: AbortSignal;
  /** Every event, at least one every few seconds: heartbeat with it. */
  readonly onEvent?: (event: TrainerEvent) => void;
  /** Scores replies that the student samples; what an online objective needs. */
  readonly answer?: AnswerTrainer;
  readonly onLog?: (line: string) => void;
  /** Told once the attempt has its lease, before the trainer starts. */
  readonly onLease?: (lease: Lease) => void;
  readonly graceMs?: number;
  readonly env?: NodeJS.ProcessEnv;
}

export interface DistilledModel {
  /** Whole model folder inside `work`. */
  readonly folder: string;
  readonly facts: Done['facts'];
  /** What a person should know of the rows, for the report. */
  readonly warnings: readonly string[];
}

/** Where a job's checkpoints are, inside its `work`. */
export function checkpointsOf(work: string): string {
  return join(work, 'checkpoints');
}

/**
 * One training job: take the lease, run the trainer, give back the model it left. Called again after a crash it goes on
 * from the newest good checkpoint, or finds the finished model. Throws what `takeLease` and `runTrainer` throw.
 */
export async function runTrainingJob(
  input: TrainingJobInput,
  { python, onLease, ...options }: TrainingJobContext,
): Promise<DistilledModel> {
  const lease = await takeLease(input.work);
  onLease?.(lease);
  const job: TrainJob = {
    kind: 'train',
    objective: input.objective.id,
    models: input.models,
    inputs: input.inputs,
    params: withoutModels(input.objective, input.params),
    seed: input.seed,
    checkpoints: checkpointsOf(input.work),
    output: join(input.work, 'model'),
    lease,
    device: input.device ?? 'auto',
    threads: input.threads ?? 0,
  };
  const { facts } = await runTrainer(job, { python, ...options });
  return { folder: job.output, facts, warnings: warningsOf(facts, job.params) };
}

/** Names of models are the recipe's: the job has the models themselves, by role. */
function withoutModels(objective: Objective, params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !Object.hasOwn(objective.needs, name)));
}

function warningsOf(facts: Done['facts'], params: Readonly<Record<string, unknown>>): readonly string[] {
  const warnings: string[] = [];
  const overLong = Number(facts['rows_over_long'] ?? 0);
  if (overLong > 0) {
    const what = params['over_long'] === 'truncate' ? 'cut' : 'left out';
    warnings.push(`${overLong} of ${String(facts['rows_in'])} rows were longer than max_length and were ${what}.`);
  }
  const { left_out: withoutGraph } = (facts['onnx'] ?? {}) as { readonly left_out?: string };
  if (withoutGraph !== undefined)
    warnings.push(`The model has no ONNX graph and is asked through Python: ${withoutGraph}`);
  return warnings;
}
