import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { PlanData } from '../../schemas/generated/plan.js';
import { LimbeckError } from '../core/errors.js';
import type { RecordKind } from '../core/record-kinds.js';
import { readDataFile } from '../recipe/data-file.js';

/**
 * Rows of a data file of the plan. The plan is pinned to the file's bytes: one that was edited since is refused at its
 * end, before anything made of it is kept.
 */
export async function* readPlanData(
  projectFolder: string,
  data: PlanData,
  signal: AbortSignal,
): AsyncGenerator<Record<string, unknown>> {
  const path = resolve(projectFolder, data.file);
  const hash = createHash('sha256');
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of createReadStream(path, { signal })) {
      hash.update(piece as Buffer);
      yield piece as Buffer;
    }
  };
  yield* readDataFile(path, {
    format: data.format as 'jsonl',
    gzip: data.gzip,
    kind: data.kind as RecordKind,
    ...(data.fields ? { fields: data.fields } : {}),
    name: data.file,
    bytes: bytes(),
  });
  if (hash.digest('hex') === data.digest) return;
  throw new LimbeckError({
    code: 'data-changed',
    message: `${data.file} is not what it was when the run was planned.`,
    hint: 'Put the file back and resume, or start a new run with the file as it is now: answers already paid for are reused.',
  });
}
