import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectBudget } from '../../schemas/generated/project.js';
import { PROJECT_FILE } from '../core/project-file.js';
import { loadProject } from '../recipe/load-project.js';

/**
 * What the project file allows all runs together, as it stands at each call, so that a raised budget holds at once. While
 * somebody edits the file it may be no good: then what it said last holds.
 */
export function readProjectBudget(
  projectFolder: string,
  profile: string | undefined,
): () => Promise<ProjectBudget | undefined> {
  let seen: string | undefined;
  let budget: ProjectBudget | undefined;
  return async () => {
    const text = await readFile(join(projectFolder, PROJECT_FILE), 'utf8').catch(() => seen);
    if (text === seen) return budget;
    try {
      ({ budget } = await loadProject({ from: projectFolder, profile }));
    } catch (error) {
      if (seen === undefined) throw error;
    }
    seen = text;
    return budget;
  };
}
