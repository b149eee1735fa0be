import { setTimeout as pause } from 'node:timers/promises';
import type { Plan } from '../../../schemas/generated/plan.js';
import { projectAt } from '../../project/open-project.js';
import { readBinding } from '../project-binding.js';
import { teacherAnswers, teacherChild } from './offline-teacher.js';
import { superviseChild, type SupervisedChild } from './supervised-child.js';

const TEACHER_WAIT_MS = 100;

/** The offline teachers that a plan asks, for a command that asks without the engine; those that answer already are left alone. */
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
