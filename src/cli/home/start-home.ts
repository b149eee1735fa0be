import type { LimbeckError } from '../../core/errors.js';
import {
  engineEnvironment,
  findEngineElsewhere,
  type EngineAddress,
  type EngineBinding,
} from '../../engine/connect.js';
import { stateFolder } from '../../project-files/project-state.js';
import { findFullStore } from '../../files/free-space.js';
import { diskFull } from '../../files/store-trouble.js';
import { teacherChild } from './offline-teacher.js';
import type { BoundTeacher } from './bound-teacher.js';
import { keepEngine, type KeptEngine } from './keep-engine.js';
import { superviseChild, type SupervisedChild } from './supervised-child.js';
import { findUp } from './up-record.js';
import { watchSpace } from './watch-space.js';
import { WORKERS_ARE_ELSEWHERE } from './workers-option.js';
import { workerSpecs } from './worker-specs.js';

/** What a run needs around it, started where it is missing. */
export interface Home {
  readonly engine: EngineAddress;
  /** True when the engine is a server of the project's own. */
  readonly embedded: boolean;
  /** Resolves when the engine, a worker or a teacher has failed for good; never rejects. */
  readonly failed: Promise<LimbeckError>;
  /** Take down what was started, and leave the engine to others who use it. */
  close(): Promise<void>;
}

export interface HomeOptions {
  readonly projectFolder: string;
  readonly profile: string | undefined;
  readonly binding: EngineBinding | undefined;
  readonly teachers: readonly BoundTeacher[];
  /** With an engine elsewhere, workers are expected elsewhere as well, unless this is set. */
  readonly worker: boolean;
  readonly say: (message: string) => void;
  /** Told, in place of `say`, why the embedded engine had to be started again. */
  readonly onEngineRestart?: (because: string) => void;
  /** How many workers it starts, when it does. Default 1. */
  readonly workers?: number | undefined;
  /** Further options of the worker at a place, from 0. */
  readonly workerArgs?: (at: number) => readonly string[];
  /** This process is `limbeck up` itself: it never waits for another to serve. */
  readonly isUp?: boolean;
}

/** Start engine, offline teachers and workers, in this order; what already serves is used as it is. */
export async function startHome(options: HomeOptions): Promise<Home> {
  const { projectFolder, say } = options;
  const state = stateFolder(projectFolder);
  const full = findFullStore(state);
  if (full !== undefined) throw diskFull(full);
  const elsewhere = findEngineElsewhere(options.binding, projectFolder);
  const teachers = await Promise.all(options.teachers.map((teacher) => teacherChild(teacher, state, process.env)));
  const embedded = elsewhere ? undefined : await keepEngineOrSayWhy(state, options);
  const space = watchSpace(state);
  const engine = elsewhere ?? embedded!.engine;
  const children: SupervisedChild[] = teachers.map((spec) => superviseChild(spec, say));
  if (!elsewhere || options.worker) {
    const env = embedded ? { ...process.env, ...engineEnvironment(engine) } : process.env;
    if (embedded && !options.isUp && options.workers !== undefined && isServedByUp(state)) say(WORKERS_ARE_ELSEWHERE);
    const isServed = (): Promise<boolean> => Promise.resolve(isServedByUp(state));
    for (const spec of workerSpecs({ ...options, state, env }))
      children.push(superviseChild(embedded && !options.isUp ? { ...spec, isServed } : spec, say));
  }
  return {
    engine,
    embedded: embedded !== undefined,
    failed: Promise.race([
      space.failed,
      ...(embedded ? [embedded.failed] : []),
      ...children.map((child) => child.failed),
    ]),
    close: async () => {
      space.stop();
      await Promise.all(children.map((child) => child.stop()));
      await embedded?.leave();
    },
  };
}

function isServedByUp(state: string): boolean {
  return findUp(state) !== undefined;
}

type Telling = Pick<HomeOptions, 'say' | 'onEngineRestart'>;

/** A server that finds no room for its database ends without naming the disk. */
async function keepEngineOrSayWhy(state: string, options: Telling): Promise<KeptEngine> {
  try {
    const { useEmbeddedEngine } = await import('../../engine/temporal/embedded-server.js');
    const { say } = options;
    return await keepEngine({ state, use: () => useEmbeddedEngine({ stateFolder: state, say }), ...options });
  } catch (error) {
    const full = findFullStore(state);
    throw full === undefined ? error : diskFull(full, error);
  }
}
