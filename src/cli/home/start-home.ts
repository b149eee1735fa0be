import { join } from 'node:path';
import type { LimbeckError } from '../../core/errors.js';
import type { EmbeddedEngine } from '../../engine/embedded-server.js';
import {
  engineEnvironment,
  findEngineElsewhere,
  type EngineAddress,
  type EngineBinding,
} from '../../engine/connect.js';
import type { GuardNews } from '../../engine/guard-protocol.js';
import { stateFolder } from '../../engine/project-state.js';
import { isNearlyFull } from '../../files/free-space.js';
import { diskFull } from '../../files/store-trouble.js';
import { teacherChild, type OfflineTeacher } from './offline-teacher.js';
import { superviseChild, type SupervisedChild } from './supervised-child.js';
import { findUp } from './up-record.js';
import { watchSpace } from './watch-space.js';

/** A worker makes much short-lived garbage per answer; a larger young generation collects it in fewer, cheaper rounds. */
const WORKER_NODE_OPTIONS = ['--max-semi-space-size=64'];

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
  readonly teachers: readonly OfflineTeacher[];
  /** With an engine elsewhere, workers are expected elsewhere as well, unless this is set. */
  readonly worker: boolean;
  readonly say: (message: string) => void;
  /** Told, in place of `say`, why the embedded engine had to be started again. */
  readonly onEngineRestart?: (because: string) => void;
  /** Further options of the worker it starts. */
  readonly workerArgs?: readonly string[];
  /** This process is `limbeck up` itself: it never waits for another to serve. */
  readonly isUp?: boolean;
}

/** Start engine, offline teachers and worker, in this order; what already serves is used as it is. */
export async function startHome(options: HomeOptions): Promise<Home> {
  const { projectFolder, say } = options;
  const state = stateFolder(projectFolder);
  if (isNearlyFull(state)) throw diskFull(state);
  const elsewhere = findEngineElsewhere(options.binding, projectFolder);
  const teachers = await Promise.all(options.teachers.map((teacher) => teacherChild(teacher, state, process.env)));
  const embedded = elsewhere ? undefined : await keepEngineOrSayWhy(state, options);
  const space = watchSpace(state);
  const engine = elsewhere ?? embedded!.engine;
  const children: SupervisedChild[] = teachers.map((spec) => superviseChild(spec, say));
  if (!elsewhere || options.worker) {
    const env = embedded ? { ...process.env, ...engineEnvironment(engine) } : process.env;
    const args = ['worker', '--project', projectFolder, '--until-stdin-ends'];
    if (options.profile !== undefined) args.push('--profile', options.profile);
    args.push(...(options.workerArgs ?? []));
    const spec = {
      name: 'worker',
      args,
      nodeOptions: WORKER_NODE_OPTIONS,
      env,
      log: join(state, 'logs', 'worker.log'),
    };
    const isServed = (): Promise<boolean> => Promise.resolve(isServedByUp(state));
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

interface KeptEngine {
  readonly engine: EngineAddress;
  readonly failed: Promise<LimbeckError>;
  leave(): Promise<unknown>;
}

type Telling = Pick<HomeOptions, 'say' | 'onEngineRestart'>;

const MAX_GUARD_LOSSES = 5;

/** A server that finds no room for its database ends without naming the disk. */
async function keepEngineOrSayWhy(state: string, options: Telling): Promise<KeptEngine> {
  try {
    return await keepEngine(state, options);
  } catch (error) {
    throw isNearlyFull(state) ? diskFull(state, error) : error;
  }
}

/** Use the embedded engine, and start it again when even its guard is killed. */
async function keepEngine(state: string, { say, onEngineRestart }: Telling): Promise<KeptEngine> {
  const { useEmbeddedEngine } = await import('../../engine/embedded-server.js');
  let leaving = false;
  let losses = 0;
  let fail: (error: LimbeckError) => void = () => undefined;
  const failed = new Promise<LimbeckError>((resolve) => (fail = resolve));
  let current: EmbeddedEngine;

  const watch = (engine: EmbeddedEngine): void => {
    let stopped: string | undefined;
    engine.connection.onNews((news: GuardNews) => {
      if (news.news === 'server-restarted') {
        if (onEngineRestart) onEngineRestart(news.because);
        else say(`The engine died (${news.because}) and was started again (${news.times}). Runs go on.`);
      }
      if (news.news === 'server-gave-up') stopped = `it died too often; the last time ${news.because}`;
      if (news.news === 'stopping' && !leaving) stopped = 'it was stopped from outside';
    });
    void engine.connection.ended.then(() => (leaving ? undefined : recover(stopped)));
  };

  const recover = async (stopped: string | undefined): Promise<void> => {
    const { engineFailed } = await import('../../engine/start-guard.js');
    const { engineFolder } = await import('../../engine/engine-record.js');
    const { log } = engineFolder(state);
    losses++;
    if (stopped !== undefined || losses > MAX_GUARD_LOSSES) {
      fail(engineFailed(stopped ?? 'its guard was killed too often', log));
      return;
    }
    if (!onEngineRestart) say('The engine was killed with its guard; starting it again.');
    try {
      const { address } = current;
      current = await useEmbeddedEngine({ stateFolder: state, say });
      if (leaving) await current.connection.leave();
      else if (current.address === address) {
        onEngineRestart?.('it was killed with its guard');
        watch(current);
      } else fail(engineFailed(`it came back on another port (${current.address}); resume the run`, log));
    } catch (error) {
      fail(error as LimbeckError);
    }
  };

  current = await useEmbeddedEngine({ stateFolder: state, say });
  watch(current);
  return {
    engine: { address: current.address, namespace: current.namespace },
    failed,
    leave: async () => {
      leaving = true;
      await current.connection.leave();
    },
  };
}
