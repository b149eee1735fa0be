import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { PROJECT_FILE } from '../../core/project-file.js';
import type { TeacherSource } from '../../teachers/contract.js';
import { readBinding } from '../project-binding.js';

export interface MeantTeacher {
  readonly source: TeacherSource;
  /** Where the project that names it expects it. */
  readonly port?: number;
}

/** What is to be served: a file, the offline teacher of a project's folder, or else a name. Throws `no-offline-teacher`. */
export async function meantTeacher(what: string, model: string | undefined): Promise<MeantTeacher> {
  const path = resolve(what);
  if (/\.[cm]?js$/.test(what)) return { source: { program: path } };
  if (what.endsWith('.jsonl.gz')) return { source: { replay: path } };
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder && existsSync(join(path, PROJECT_FILE)) ? teacherOfProject(path, what, model) : { source: what };
}

async function teacherOfProject(folder: string, shown: string, model: string | undefined): Promise<MeantTeacher> {
  const { teachers } = await readBinding(folder, undefined);
  const meant = model === undefined ? teachers : teachers.filter((teacher) => teacher.model === model);
  const [found, another] = meant;
  if (found && !another) {
    const port = Number(new URL(found.baseUrl).port);
    return { source: found.source, ...(port > 0 ? { port } : {}) };
  }
  const names = teachers.map((teacher) => teacher.model).join(', ');
  throw new LimbeckError({
    code: 'no-offline-teacher',
    message: found
      ? `${shown} has several offline teachers: ${names}.`
      : `${PROJECT_FILE} in ${shown} binds ${model === undefined ? 'no model' : `no "${model}"`} to an offline teacher.`,
    hint: found
      ? 'Say which with --model.'
      : names === ''
        ? 'Its models say none under `offline_teacher`.'
        : `It has: ${names}.`,
  });
}
