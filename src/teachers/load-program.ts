import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import type { TeacherProgram } from './contract.js';

/** What a program must export; anything else of it is its own. */
const NEEDED = 'exports `model` (a text that begins with rule-based-), `summary` (one line) and `answer(request)`';

/**
 * Run a recipe's program as far as its exports. It is somebody's code, with all rights of this process: only `limbeck teacher`
 * does this, in a process of its own. Throws `teacher-program-missing`, `teacher-program-broken`.
 */
export function loadProgram(file: string): TeacherProgram {
  if (!existsSync(file)) {
    throw new LimbeckError({
      code: 'teacher-program-missing',
      message: `The offline teacher's program ${file} is not there.`,
      hint: 'Check `offline_teacher: { program }` in limbeck.yaml; the path is relative to that file.',
    });
  }
  let loaded: unknown;
  try {
    loaded = createRequire(file)(file);
  } catch (error) {
    throw broken(file, `cannot be loaded (${String(error)})`, error);
  }
  if (!isProgram(loaded)) throw broken(file, 'is no teacher');
  return loaded;
}

function isProgram(value: unknown): value is TeacherProgram {
  if (typeof value !== 'object' || value === null) return false;
  const { model, summary, answer } = value as Readonly<Record<string, unknown>>;
  return (
    typeof model === 'string' &&
    /^rule-based-[a-z0-9-]+$/.test(model) &&
    typeof summary === 'string' &&
    typeof answer === 'function'
  );
}

function broken(file: string, what: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'teacher-program-broken',
    message: `The offline teacher's program ${basename(file)} ${what}.`,
    hint: `A program is plain JavaScript that ${NEEDED}. Try it alone: limbeck teacher ${basename(file)}`,
    cause,
  });
}
