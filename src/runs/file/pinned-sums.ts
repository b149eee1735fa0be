import { hash } from 'node:crypto';
import { join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { readIfThere } from '../../files/read-if-there.js';
import { unsealJson } from '../../files/sealed-json.js';

/** Checksums of what a run was started with, in its sums.json: those files are for people and carry none themselves. */
export function sumsOf(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, hash('sha256', text, 'hex')]));
}

/** Whether the text differs from what was written as this file. Runs of an older Limbeck have no sums: then it does not. */
export async function isChanged(runFolder: string, name: string, text: string): Promise<boolean> {
  const path = join(runFolder, 'sums.json');
  const sealed = await readIfThere(path);
  if (sealed === undefined) return false;
  const sums = unsealJson(sealed, { required: true }) as Record<string, string> | undefined;
  if (!sums) throw stateDamaged(path);
  return sums[name] !== hash('sha256', text, 'hex');
}

/** A small file of the run store is not what was written. */
export function stateDamaged(path: string): LimbeckError {
  return new LimbeckError({
    code: 'project-state-damaged',
    message: `${path} is damaged: it is not what was written.`,
    hint: 'Check the disk and put back a copy, or start a new run of the recipe: answers and steps that are there are reused.',
  });
}
