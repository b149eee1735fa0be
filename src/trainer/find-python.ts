import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { environmentFolder, pythonOf, trainerFiles } from './trainer-files.js';

export interface FoundPython {
  readonly python: string;
  readonly source: 'LIMBECK_PYTHON' | 'cache';
}

/** Written last, so an environment without it is not finished. */
export const READY = 'limbeck-ready.json';

/** The Python the trainer runs with, or undefined when its environment has not been made yet. Starts nothing. */
export function findPython(
  env: NodeJS.ProcessEnv = process.env,
  lock: string = trainerFiles().lock,
): FoundPython | undefined {
  const chosen = env['LIMBECK_PYTHON'];
  if (chosen) {
    if (!existsSync(chosen)) {
      throw new LimbeckError({
        code: 'python-not-found',
        message: `LIMBECK_PYTHON names ${chosen}, which does not exist.`,
        hint: 'Set it to a Python with the packages of trainer/requirements.lock, or unset it: Limbeck makes an environment of its own.',
      });
    }
    return { python: chosen, source: 'LIMBECK_PYTHON' };
  }
  const folder = environmentFolder(lock, env);
  return existsSync(join(folder, READY)) ? { python: pythonOf(folder), source: 'cache' } : undefined;
}
