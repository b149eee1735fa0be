import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TeacherSource } from '../../teachers/contract.js';
import { LimbeckError } from '../../core/errors.js';
import type { BoundTeacher } from './bound-teacher.js';
import { checkAgreed } from './agreed-programs.js';
import { isPortFree } from '../../processes/free-port.js';
import type { ChildSpec } from './supervised-child.js';

const ANSWER_TIMEOUT_MS = 2_000;
const COMING_UP_MS = 3_000;

/** True when an OpenAI-compatible server answers there. */
export async function teacherAnswers(baseUrl: string): Promise<boolean> {
  // AbortSignal.timeout does not keep the process alive: with a server that hangs up there would be nothing left to wait for.
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), ANSWER_TIMEOUT_MS);
  try {
    const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/models`, { signal: stop.signal });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** A taken port on which nothing answers may belong to the teacher of a run that started a moment ago. */
async function isServedOrFree(isServed: () => Promise<boolean>, port: number): Promise<boolean> {
  const until = Date.now() + COMING_UP_MS;
  do {
    if ((await isServed()) || (await isPortFree(port))) return true;
    await pause(100);
  } while (Date.now() < until);
  return false;
}

/** What people call it. */
export function teacherName({ model, source }: BoundTeacher): string {
  return typeof source === 'string' ? source : model;
}

/**
 * The child that serves an offline teacher. Throws `offline-teacher-address` when the model's address is not on this machine,
 * `port-in-use` when something else listens there, `not-confirmed` for a program that nobody agreed to.
 */
export async function teacherChild(
  teacher: BoundTeacher,
  stateFolder: string,
  env: NodeJS.ProcessEnv,
): Promise<ChildSpec> {
  const name = teacherName(teacher);
  const url = new URL(teacher.baseUrl);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) || url.port === '') {
    throw new LimbeckError({
      code: 'offline-teacher-address',
      message: `Model "${teacher.model}" has an offline teacher, but its base_url ${teacher.baseUrl} is not a port of this machine.`,
      hint: 'Use http://127.0.0.1:PORT/v1, or remove offline_teacher to use a server that runs elsewhere.',
    });
  }
  const isServed = (): Promise<boolean> => teacherAnswers(teacher.baseUrl);
  if (!(await isServedOrFree(isServed, Number(url.port)))) {
    throw new LimbeckError({
      code: 'port-in-use',
      message: `Port ${url.port}, where the offline teacher "${name}" is to serve, is taken by another program.`,
      hint: `End that program, or give "${teacher.model}" another port in base_url of limbeck.yaml.`,
    });
  }
  checkAgreed(stateFolder, teacher);
  return {
    name: `teacher ${name}`,
    args: ['teacher', argumentOf(teacher.source), '--port', url.port, '--until-stdin-ends'],
    env,
    log: join(stateFolder, 'logs', `teacher-${name}.log`),
    isServed,
  };
}

/** As `limbeck teacher` is told it. */
function argumentOf(source: TeacherSource): string {
  if (typeof source === 'string') return source;
  return 'program' in source ? source.program : source.replay;
}
