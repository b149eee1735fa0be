import type { Plan } from '../../schemas/generated/plan.js';
import { findEngineElsewhere, type EngineBinding } from '../engine/connect.js';
import { meantModel } from '../core/models/meant-model.js';
import type { OfflineTeacher } from './home/offline-teacher.js';

export interface ProjectBinding {
  readonly engine: EngineBinding;
  /** Offline teachers that models of the profile are bound to; with a plan, only those it uses. */
  readonly teachers: readonly OfflineTeacher[];
}

/** What the project file says beside models: the engine, and which teachers this machine is to serve. */
export async function readBinding(
  projectFolder: string,
  profile: string | undefined,
  plan?: Plan,
): Promise<ProjectBinding> {
  const { loadProject } = await import('../recipe/load-project.js');
  const project = await loadProject({ from: projectFolder, profile });
  const used = plan && new Set(plan.steps.flatMap((step) => step.models.map(meantModel)));
  const teachers = Object.entries(project.models).flatMap(([model, binding]): OfflineTeacher[] => {
    if (!('offline_teacher' in binding) || binding.offline_teacher === undefined) return [];
    if (used && !used.has(model)) return [];
    return [{ model, teacher: binding.offline_teacher, baseUrl: binding.base_url }];
  });
  return { engine: project.engine, teachers };
}

export async function engineIsElsewhere(projectFolder: string, plan: Plan): Promise<boolean> {
  const { engine } = await readBinding(projectFolder, plan.profile, plan);
  return findEngineElsewhere(engine, projectFolder) !== undefined;
}
