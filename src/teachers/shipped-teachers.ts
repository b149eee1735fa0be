import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shippedRecipes } from '../project-files/shipped-recipes.js';

/** The teacher of a recipe that Limbeck comes with, by the recipe's name. */
export interface ShippedTeacher {
  readonly name: string;
  /** Absolute. */
  readonly program: string;
}

/** Where a recipe keeps its program. */
export const PROGRAM = join('teacher', 'teacher.cjs');

/** Projects of 0.1.0 name these in limbeck.yaml, where a project of today names a file of its own. */
export function shippedTeachers(): readonly ShippedTeacher[] {
  return shippedRecipes()
    .map(({ name, folder }) => ({ name, program: join(folder, PROGRAM) }))
    .filter(({ program }) => existsSync(program));
}
