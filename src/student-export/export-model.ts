import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { TrainerEvent } from '../../schemas/generated/trainer-event.js';
import type { ArtifactStore } from '../artifacts/contract.js';
import { digestOf } from '../core/digest.js';
import { LimbeckError } from '../core/errors.js';
import { writeFileDurably } from '../files/durable-file.js';
import { makeFolder } from '../files/make-folder.js';
import { readRunLineage, type RunLineage } from '../lineage/run-lineage.js';
import { buildReport } from '../report/build-report.js';
import type { RunStore } from '../runs/contract.js';
import { createEnvironment } from '../trainer/create-environment.js';
import { takeLease } from '../trainer/lease.js';
import { runTrainer } from '../trainer/run-trainer.js';
import { readExportFacts, type ExportFacts } from './export-facts.js';
import { findHeldOutRequests, type HeldOutRequest } from './held-out-requests.js';
import { renderModelCard } from './model-card.js';
import { gatherModelFacts } from './model-facts.js';
import { placeExport, refuseForeignFolder, type ExportRecord } from './place-export.js';

export type ModelForm = 'transformers' | 'onnx';

export interface ExportModelInput {
  readonly project: {
    /** Absolute; its `.limbeck`. */
    readonly state: string;
    runs(): Promise<RunStore>;
    artifacts(): Promise<ArtifactStore>;
  };
  readonly run: string;
  /** Id of a distill step that is done. */
  readonly step: string;
  readonly form: ModelForm;
  /** onnx only: weights rounded to 8 bits, and what that costs measured on the run's held-out prompts. */
  readonly int8?: boolean;
  /** Folder that will hold the student; an earlier export there is replaced. */
  readonly out: string;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: TrainerEvent) => void;
  /** Default: the trainer's own environment, made when it is not there. */
  readonly python?: () => Promise<string>;
  /** Told what a person should know: the trainer's environment is being made. */
  readonly say?: (message: string) => void;
}

export interface ExportedModel {
  readonly folder: string;
  readonly record: ExportRecord;
  readonly facts: ExportFacts;
}

/**
 * A student as a folder that needs nothing of Limbeck, with a model card. Cut off at any point and called again, it leaves
 * the same bytes. Throws `no-model`, `folder-not-empty`, and what the stores and the trainer throw.
 */
export async function exportModel(input: ExportModelInput): Promise<ExportedModel> {
  const { run, step, form, int8 = false, signal, project } = input;
  const out = resolve(input.out);
  await refuseForeignFolder(out);
  const [runs, artifacts] = [await project.runs(), await project.artifacts()];
  const lineage = await readRunLineage(run, { runs, artifacts });
  const digest = modelOf(lineage, step);
  const { folder, manifest } = await artifacts.openModel(digest);
  const requests = int8 ? await findHeldOutRequests(lineage, step) : [];
  const work = join(project.state, 'exports', digestOf({ digest, form, int8, requests }).slice(0, 24));
  const python = await (input.python ?? trainerPython(input.say))();
  signal.throwIfAborted();
  const lease = await takeLease(work);
  const output = join(work, 'student');
  const { facts } = await runTrainer(
    {
      kind: 'export',
      student: { path: folder, initial: 'weights' },
      form,
      int8,
      ...(await writeRequests(work, requests)),
      output,
      lease,
      threads: 0,
    },
    { python, signal, ...(input.onEvent ? { onEvent: input.onEvent } : {}) },
  );
  const exported = readExportFacts(facts);
  const report = await buildReport(run, { runs, artifacts });
  const card = renderModelCard(gatherModelFacts({ lineage, report, step, modelDigest: manifest.digest, exported }));
  const placed = await placeExport(output, out, {
    card,
    record: { format: 1, run, step, form, int8, model: digest },
    leaveOut: [TRAINER_MANIFEST],
  });
  await rm(work, { recursive: true, force: true });
  return { folder: out, record: placed, facts: exported };
}

function trainerPython(say: ExportModelInput['say']): () => Promise<string> {
  return async () => (await createEnvironment({ report: ({ text }) => say?.(`Trainer: ${text}.`) })).python;
}

/** The job's own; the export's record takes its place. */
const TRAINER_MANIFEST = 'limbeck-model.json';

function modelOf({ run, nodes }: RunLineage, step: string): string {
  const digest = nodes.get(step)?.record?.outputs['model'];
  if (digest !== undefined) return digest;
  const made = [...nodes.values()].filter(({ record }) => record?.outputs['model'] !== undefined);
  throw new LimbeckError({
    code: 'no-model',
    message: `"${step}" of ${run} has left no model.`,
    hint:
      made.length > 0
        ? `Models were made by: ${made.map(({ name }) => name).join(', ')}.`
        : 'No step of this run has made a model yet.',
  });
}

async function writeRequests(
  work: string,
  requests: readonly HeldOutRequest[],
): Promise<{ readonly compare?: string }> {
  if (requests.length === 0) return {};
  const file = join(work, 'requests.jsonl');
  makeFolder(work);
  if (!existsSync(file))
    await writeFileDurably(file, requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  return { compare: file };
}
