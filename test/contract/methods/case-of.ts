import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../../support/source-tree.js';
import type { MethodCase } from './method-case.js';

/** The case in a method's folder; undefined when there is none. */
export function caseOf(stage: string, id: string): MethodCase | undefined {
  const file = join(repoRoot, 'activities', stage, id, 'case.ts');
  return existsSync(file) ? (require(file) as { methodCase: MethodCase }).methodCase : undefined;
}
