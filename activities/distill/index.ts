import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/project-files/package-root.js';
import type { Objective } from './contract.js';
import { objectiveId, readObjective } from './read-objective.js';

function readObjectives(): readonly Objective[] {
  const folder = join(packageRoot(), 'trainer', 'src', 'limbeck_trainer', 'objectives');
  const ids = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'objective.json')))
    .map(objectiveId);
  return ids.toSorted().map((id) => readObjective(folder, id));
}

/** Every objective, as the trainer publishes it: its folder is the list. */
export const objectives: readonly Objective[] = readObjectives();
