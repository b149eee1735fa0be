import { existsSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isLimbeckError, LimbeckError } from '../../core/errors.js';
import { STUDENT_FILE } from '../../models/onnx/student-folder.js';
import { chooseRun, openProject } from '../../project/open-project.js';
import { chooseModel, parseStepAddress, splitRun } from '../../project/rows/step-address.js';
import { findTaughtPrompt } from './taught-prompt.js';

export interface FoundStudent {
  /** Absolute; holds the ONNX form. */
  readonly folder: string;
  /** What it is called unless told otherwise: RUN/STEP, or the folder's name. */
  readonly name: string;
  /** A prompt it was trained on, where the project knows one. */
  readonly prompt?: string;
}

/**
 * What MODEL names: a folder with a student in ONNX form, or RUN/STEP of a finished distill step of the project. Throws
 * `unknown-model`, `student-not-onnx`, and what RUN/STEP throws anywhere.
 */
export async function findStudent(model: string, project: string | undefined): Promise<FoundStudent> {
  if (isFolder(model)) return studentOfFolder(resolve(model), model);
  try {
    return await studentOfStep(model, project);
  } catch (error) {
    if (!isLimbeckError(error) || error.code !== 'no-project') throw error;
    throw new LimbeckError({
      code: 'unknown-model',
      message: `There is no folder ${model}, and no project here in which it could be RUN/STEP.`,
      hint: 'Give a folder that `limbeck export RUN/STEP --to onnx DIR` wrote, or go to the project (or give --project DIR).',
    });
  }
}

function studentOfFolder(folder: string, given: string): FoundStudent {
  const name = basename(folder);
  for (const place of [folder, join(folder, 'onnx')])
    if (existsSync(join(place, STUDENT_FILE))) return { folder: place, name };
  const forTransformers = existsSync(join(folder, 'config.json'));
  throw new LimbeckError({
    code: 'student-not-onnx',
    message: forTransformers
      ? `${given} holds a model for transformers; a student is served from its ONNX form.`
      : `${given} holds no student in ONNX form: there is no ${STUDENT_FILE} in it.`,
    hint: 'In the project it was distilled in, `limbeck export RUN/STEP --to onnx DIR` writes that form; then `limbeck serve DIR`.',
  });
}

async function studentOfStep(model: string, from: string | undefined): Promise<FoundStudent> {
  const project = openProject(from);
  const { run: named, rest } = splitRun(model);
  const runs = await project.runs();
  const run = await chooseRun(runs, named);
  const artifacts = await project.artifacts();
  const { readRunLineage } = await import('../../lineage/run-lineage.js');
  const lineage = await readRunLineage(run, { runs, artifacts });
  const address = parseStepAddress(rest, lineage, 'no-row');
  const { folder } = await artifacts.openModel(chooseModel(address, run));
  const name = `${run}/${address.node.name}`;
  if (existsSync(join(folder, 'onnx', STUDENT_FILE))) {
    const prompt = await findTaughtPrompt(address.node, lineage, artifacts);
    return { folder: join(folder, 'onnx'), name, ...(prompt === undefined ? {} : { prompt }) };
  }
  throw new LimbeckError({
    code: 'student-not-onnx',
    message: `${name} was left without an ONNX form, which a student is served from.`,
    hint: `\`limbeck export ${name} --to onnx DIR\` writes it; then \`limbeck serve DIR\`.`,
  });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
