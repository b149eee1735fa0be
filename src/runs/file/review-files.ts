import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '../../core/digest.js';
import { syncFolder, writeFileDurably } from '../../files/durable-file.js';
import { readIfThere } from '../../files/read-if-there.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import type { Approval, OpenedReview } from '../contract.js';
import { stateDamaged } from './pinned-sums.js';

/**
 * The reviews of a run: reviews/<step>.jsonl with the rows that a person sees and may edit in place, <step>.json with
 * which review they are of, <step>.approved.json with what was approved. A file that is there is never overwritten
 * with the rows of the same review: somebody may be at work in it.
 */
const FOLDER = 'reviews';

/** Writes the rows unless they are there; gives the file's path in the run's folder. */
export async function openReviewFile(runFolder: string, { step, review, text }: OpenedReview): Promise<string> {
  const file = `${FOLDER}/${fileName(step)}.jsonl`;
  const about = join(runFolder, FOLDER, `${fileName(step)}.json`);
  const open = await readJson<Pick<OpenedReview, 'review'>>(about);
  if (open?.review === review) return file;
  await mkdir(join(runFolder, FOLDER), { recursive: true });
  await syncFolder(runFolder);
  // The rows first: what says that they are there comes after them.
  await writeFileDurably(join(runFolder, file), text);
  await writeFileDurably(about, `${sealJson({ step, review })}\n`);
  return file;
}

export async function writeApproval(runFolder: string, step: string, approval: Approval): Promise<void> {
  await writeFileDurably(approvalFile(runFolder, step), `${sealJson(approval)}\n`);
}

export async function readApproval(runFolder: string, step: string): Promise<Approval | undefined> {
  return readJson<Approval>(approvalFile(runFolder, step));
}

function approvalFile(runFolder: string, step: string): string {
  return join(runFolder, FOLDER, `${fileName(step)}.approved.json`);
}

/** Step ids hold brackets, slashes and the values of matrices; two of them never share a file. */
function fileName(step: string): string {
  const plain = step.replaceAll(/[^\w=-]+/g, '_').slice(0, 80);
  return plain === step ? plain : `${plain}-${sha256Hex(step).slice(0, 8)}`;
}

async function readJson<T>(path: string): Promise<T | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const value = unsealJson(text, { required: false }) as T | undefined;
  if (value === undefined) throw stateDamaged(path);
  return value;
}
