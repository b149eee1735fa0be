import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/project-files/package-root.js';
import type { Objective } from './contract.js';
import { readObjective } from './read-objective.js';

function readObjectives(): readonly Objective[] {
  const folder = join(packageRoot(), 'trainer', 'src', 'limbeck_trainer', 'objectives');
  const ids = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as string[];
  return ids.map((id) => readObjective(folder, id));
}

/** THE LIST: every objective, as the trainer publishes it. */
export const objectives: readonly Objective[] = readObjectives();
