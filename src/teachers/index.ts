import { LimbeckError } from '../core/errors.js';
import type { OfflineTeacher, TeacherSource } from './contract.js';
import { loadProgram } from './load-program.js';
import { programTeacher } from './program-teacher.js';
import { openCassette } from './replay/open-cassette.js';
import { replayTeacher } from './replay/replay-teacher.js';
import { serveTeacher, type TeacherServer } from './serve-teacher.js';
import { shippedTeachers } from './shipped-teachers.js';

export interface StartTeacherOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Wait before each reply, as a far endpoint would make one wait. Default 0. */
  readonly latencyMs?: number;
  /** Told of requests that were never recorded. */
  readonly say?: (message: string) => void;
}

/** Throws `unknown-teacher`, and what is wrong with a program or a recording. */
export async function openTeacher(source: TeacherSource, say: (message: string) => void): Promise<OfflineTeacher> {
  if (typeof source === 'string') return programTeacher(loadProgram(programOf(source)));
  if ('program' in source) return programTeacher(loadProgram(source.program));
  return replayTeacher(await openCassette(source.replay), { file: source.replay, say });
}

/** Serve an offline teacher. Throws what opening it does, `port-in-use`, `port-unusable`. */
export async function startTeacher(source: TeacherSource, options: StartTeacherOptions): Promise<TeacherServer> {
  const { say = () => undefined, ...rest } = options;
  const teacher = await openTeacher(source, say);
  return serveTeacher(teacher, { host: '127.0.0.1', latencyMs: 0, ...rest });
}

/** The program of a recipe that Limbeck comes with. */
function programOf(name: string): string {
  const known = shippedTeachers();
  const found = known.find((teacher) => teacher.name === name);
  if (found) return found.program;
  throw new LimbeckError({
    code: 'unknown-teacher',
    message: `No offline teacher is called "${name}".`,
    hint: `Known: ${known.map((teacher) => teacher.name).join(', ')}.`,
  });
}
