import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { PlanData } from '../../schemas/generated/plan.js';
import { LimbeckError } from '../core/errors.js';
import type { RecordKind } from '../core/record-kinds.js';
import type { DataFile } from '../data/contract.js';
import { openPath } from '../data/open-path.js';
import { readRows } from '../data/read-rows.js';

/**
 * Rows of a data set of the plan. The plan is pinned to its files' bytes: a file that was edited since is refused at the
 * end, before anything made of it is kept.
 */
export async function* readPlanData(
  projectFolder: string,
  data: PlanData,
  signal: AbortSignal,
): AsyncGenerator<Record<string, unknown>> {
  const planned = data.files ?? [data];
  const files = planned.map((file) => plannedFile(projectFolder, file, signal));
  yield* readRows({
    files,
    format: data.format,
    rows: data.rows_at,
    split: data.split,
    kind: data.kind as RecordKind,
    fields: data.fields,
  });
  const changed = planned.find(({ digest }, index) => files[index]!.digest() !== digest);
  if (!changed) return;
  throw new LimbeckError({
    code: 'data-changed',
    message: `${changed.file} is not what it was when the run was planned.`,
    hint: 'Put the file back and resume, or start a new run with the file as it is now: answers already paid for are reused.',
  });
}

function plannedFile(
  projectFolder: string,
  { file, gzip }: Pick<PlanData, 'file' | 'gzip'>,
  signal: AbortSignal,
): DataFile & { digest(): string } {
  const path = resolve(projectFolder, file);
  const hash = createHash('sha256');
  return {
    name: file,
    source: file,
    gzip,
    async *bytes() {
      for await (const piece of createReadStream(path, { signal, highWaterMark: 1 << 18 })) {
        hash.update(piece as Buffer);
        yield piece as Buffer;
      }
    },
    open: () => openPath(path),
    digest: () => hash.digest('hex'),
  };
}
