import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { makeFolder } from '../../files/make-folder.js';
import { writeWhole } from '../../files/write-whole.js';
import { confirm } from '../confirm.js';
import type { BoundTeacher } from './bound-teacher.js';

/**
 * A project may bring a program along as its offline teacher. That is somebody's code: a person agrees before it is started
 * for the first time, to exactly the files that lie in its folder. Kept in the project's state, by their digest.
 */
interface Agreed {
  readonly [digest: string]: { readonly program: string; readonly at: string };
}

const fileOf = (state: string): string => join(state, 'agreed-programs.json');

/** Programs of the project that nobody agreed to yet, as they are now. */
function notAgreed(state: string, teachers: readonly BoundTeacher[]): string[] {
  const agreed = readAgreed(state);
  return programsOf(teachers).filter((program) => !Object.hasOwn(agreed, digestOfFolder(dirname(program))));
}

/** Ask for what was not agreed to. `yes`: the person said so already. Throws `not-confirmed`. */
export async function agreeToPrograms(state: string, teachers: readonly BoundTeacher[], yes: boolean): Promise<void> {
  const programs = notAgreed(state, teachers);
  if (programs.length === 0) return;
  const named = programs.map((program) => shown(state, program)).join(', ');
  if (!yes) {
    await confirm({
      question: `The offline teacher of this project is a program in it (${named}), which this starts with your rights. Look at it first. Start it?`,
      message: `The offline teacher of this project is a program in it (${named}), which nobody has agreed to yet.`,
      hint: 'Look at it, then give --yes. This is asked once, and again when the program changes.',
      declined: 'Not started. Another teacher can be bound in limbeck.yaml.',
    });
  }
  const at = new Date().toISOString();
  const added = programs.map((program) => [digestOfFolder(dirname(program)), { program: shown(state, program), at }]);
  makeFolder(state);
  const all = { ...readAgreed(state), ...(Object.fromEntries(added) as Agreed) };
  writeWhole(fileOf(state), `${JSON.stringify(all, null, 2)}\n`);
}

/** Whatever starts a program asks here last. Throws `not-confirmed`. */
export function checkAgreed(state: string, teacher: BoundTeacher): void {
  const [program] = notAgreed(state, [teacher]);
  if (program === undefined) return;
  throw new LimbeckError({
    code: 'not-confirmed',
    message: `The offline teacher's program ${shown(state, program)} was not agreed to, or has changed since.`,
    hint: 'Look at it; then start a run of the recipe with --yes, or answer yes when `limbeck run` asks.',
  });
}

const shown = (state: string, program: string): string => relative(dirname(state), program);

function programsOf(teachers: readonly BoundTeacher[]): string[] {
  return teachers.flatMap(({ source }) => (typeof source === 'object' && 'program' in source ? [source.program] : []));
}

function readAgreed(state: string): Agreed {
  const file = fileOf(state);
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Agreed;
  } catch {
    // What cannot be read was agreed to by nobody: it is asked again.
    return {};
  }
}

/** Of all files in the program's folder: it may load any of them. */
function digestOfFolder(folder: string): string {
  const hash = createHash('sha256');
  if (!existsSync(folder)) {
    throw new LimbeckError({
      code: 'teacher-program-missing',
      message: `The folder ${basename(folder)} of the offline teacher's program is not there.`,
      hint: 'Check `offline_teacher: { program }` in limbeck.yaml; the path is relative to that file.',
    });
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
  for (const file of files) {
    const bytes = readFileSync(join(folder, file));
    hash.update(`${file.length}:${file}:${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}
