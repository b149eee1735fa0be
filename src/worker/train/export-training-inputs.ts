import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TrainJob } from '../../../schemas/generated/trainer-job.js';
import type { Objective } from '../../../activities/distill/contract.js';
import type { TrainingJob } from '../../../activities/runtime/deps.js';
import type { ArtifactStore } from '../../artifacts/contract.js';
import { LimbeckError } from '../../core/errors.js';
import type { RowSource } from '../../core/method.js';

export interface TrainingInputs {
  readonly inputs: TrainJob['inputs'];
  /** Rows of the objective's first port. */
  readonly rows: number;
}

/**
 * The data sets of a training as files that the trainer reads, by port, each with its kind. Written again by every
 * attempt: the same bytes, whole or not at all. Throws `input-missing`.
 */
export async function exportTrainingInputs(
  artifacts: Pick<ArtifactStore, 'openDataSet' | 'placeSide' | 'workFolder'>,
  job: TrainingJob,
  objective: Objective,
  signal: AbortSignal,
): Promise<TrainingInputs> {
  const folder = await artifacts.workFolder(job.key);
  const inputs: TrainJob['inputs'] = {};
  let rows: number | undefined;
  for (const [port, { optional }] of Object.entries(objective.ports)) {
    const digest = job.inputs[port];
    if (digest === undefined && optional) continue;
    if (digest === undefined)
      throw new LimbeckError({ code: 'input-missing', message: `Step "${job.step}" has no ${port} to train on.` });
    const { kind, source, side } = await artifacts.openDataSet(digest);
    rows ??= source.rows;
    const files = [await exportRows(source, join(folder, `${port}.jsonl`), signal)];
    const values = join(folder, `${port}.side`);
    if (side) await artifacts.placeSide(digest, values);
    inputs[port] = { kind, files, ...(side ? { side: values } : {}) };
  }
  const strange = Object.keys(job.inputs).find((port) => !Object.hasOwn(inputs, port));
  if (strange !== undefined)
    throw new LimbeckError({
      code: 'input-missing',
      message: `Step "${job.step}" is given "${strange}", which distill/${objective.id} does not take.`,
      hint: `It takes: ${Object.keys(objective.ports).join(', ')}. The plan was made by another version: start a new run.`,
    });
  return { inputs, rows: rows ?? 0 };
}

async function exportRows(source: RowSource, file: string, signal: AbortSignal): Promise<string> {
  const lines = async function* (): AsyncGenerator<string> {
    for await (const row of source.read()) yield `${JSON.stringify(row)}\n`;
  };
  // A part of its own for each attempt: one that was taken for dead may still be writing.
  const part = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await pipeline(Readable.from(lines()), createWriteStream(part, { flags: 'wx', flush: true }), { signal });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return file;
}
