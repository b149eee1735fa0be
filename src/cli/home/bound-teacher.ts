import type { TeacherSource } from '../../teachers/contract.js';

/** A model that the profile binds to an offline teacher. */
export interface BoundTeacher {
  readonly model: string;
  readonly source: TeacherSource;
  readonly baseUrl: string;
}
