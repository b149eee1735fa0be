import { relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LimbeckError } from '../../core/errors.js';
import type { Plan } from '../../../schemas/generated/plan.js';
import { projectAt } from '../../project/open-project.js';
import { shellWord } from '../../core/shell-word.js';
import { readBinding } from '../project-binding.js';
import { teacherAnswers, teacherChild } from './offline-teacher.js';
import type { BoundTeacher } from './bound-teacher.js';
import { superviseChild, type SupervisedChild } from './supervised-child.js';

const TEACHER_WAIT_MS = 100;

/**
 * The offline teachers that a plan asks, for a command that asks without the engine; those that answer already are left alone.
 * A project's own program is not started for a look. Throws `teacher-not-running`.
 */
export async function startTeachers(
  projectFolder: string,
  plan: Plan,
  say: (message: string) => void,
): Promise<{ readonly stop: () => Promise<void> }> {
  const { teachers } = await readBinding(projectFolder, plan.profile, plan);
  const { state } = projectAt(projectFolder);
  const children: SupervisedChild[] = [];
  for (const teacher of teachers) {
    if (await teacherAnswers(teacher.baseUrl)) continue;
    refuseProgram(teacher, projectFolder);
    const child = superviseChild(await teacherChild(teacher, state, process.env), say);
    children.push(child);
    const up = async (): Promise<void> => {
      while (!(await teacherAnswers(teacher.baseUrl))) await pause(TEACHER_WAIT_MS);
    };
    const failed = await Promise.race([up(), child.failed]);
    if (failed) throw failed;
  }
  return { stop: async () => void (await Promise.all(children.map((child) => child.stop()))) };
}

function refuseProgram({ model, source, baseUrl }: BoundTeacher, projectFolder: string): void {
  if (typeof source === 'string' || !('program' in source)) return;
  throw new LimbeckError({
    code: 'teacher-not-running',
    message: `"${model}" is answered by a program of this project, ${relative(projectFolder, source.program)}, which only a run starts; nothing answers at ${baseUrl}.`,
    hint: `Serve it in another terminal, then try again: limbeck teacher ${shellWord(projectFolder)}`,
  });
}
