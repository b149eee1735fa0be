import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';

export function exampleFolder(name: string): string {
  return join(repoRoot, 'recipes', name);
}
