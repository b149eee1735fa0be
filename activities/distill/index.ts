import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/project-files/package-root.js';
import type { Objective } from './contract.js';

function readObjectives(): readonly Objective[] {
  const folder = join(packageRoot(), 'trainer', 'src', 'limbeck_trainer', 'objectives');
  const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  return (read('index.json') as string[]).map((id) => read(id, 'objective.json') as Objective);
}

/** THE LIST: every objective, as the trainer publishes it. */
export const objectives: readonly Objective[] = readObjectives();
