import { LimbeckError } from '../core/errors.js';
import type { OfflineTeacher } from './contract.js';
import { contractTerms } from './contract-terms/contract-terms.js';
import { wordProblems } from './word-problems/word-problems.js';
import { serveTeacher, type TeacherServer } from './serve-teacher.js';

/** The offline teachers; the list is the registry. */
export const teachers: readonly OfflineTeacher[] = [contractTerms, wordProblems];

export interface StartTeacherOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Wait before each reply, as a far endpoint would make one wait. Default 0. */
  readonly latencyMs?: number;
}

/** Serve an offline teacher. Throws `unknown-teacher`, `port-in-use`, `port-unusable`. */
export async function startTeacher(id: string, options: StartTeacherOptions): Promise<TeacherServer> {
  const teacher = teachers.find((item) => item.id === id);
  if (!teacher) {
    throw new LimbeckError({
      code: 'unknown-teacher',
      message: `No offline teacher is called "${id}".`,
      hint: `Known: ${teachers.map((item) => item.id).join(', ')}.`,
    });
  }
  return serveTeacher(teacher, { host: '127.0.0.1', latencyMs: 0, ...options });
}
