import { isLimbeckError, type LimbeckError } from '../../core/errors.js';
import type { EngineAddress } from '../../engine/connect.js';
import type { EmbeddedEngine } from '../../engine/temporal/embedded-server.js';
import { engineFolder } from '../../engine/engine-record.js';
import type { GuardNews } from '../../engine/guard/guard-protocol.js';

export interface KeptEngine {
  readonly engine: EngineAddress;
  /** Resolves when it has failed for good; never rejects. */
  readonly failed: Promise<LimbeckError>;
  leave(): Promise<unknown>;
}

export interface KeepEngineInput {
  /** The project's `.limbeck` folder. */
  readonly state: string;
  /** Start the engine, or join it. */
  readonly use: () => Promise<EmbeddedEngine>;
  readonly say: (message: string) => void;
  /** Told of a restart instead of `say`. */
  readonly onEngineRestart?: ((because: string) => void) | undefined;
}

const MAX_GUARD_LOSSES = 5;

/** Use the embedded engine, and start it again when even its guard is killed, also while it is being started. */
export async function keepEngine({ state, use, say, onEngineRestart }: KeepEngineInput): Promise<KeptEngine> {
  const { log } = engineFolder(state);
  let leaving = false;
  let losses = 0;
  let fail: (error: LimbeckError) => void = () => undefined;
  const failed = new Promise<LimbeckError>((resolve) => (fail = resolve));
  let current: EmbeddedEngine;

  const restarted = ({ because, times }: RestartNews): void =>
    onEngineRestart
      ? onEngineRestart(because)
      : say(`The engine died (${because}) and was started again (${times}). Runs go on.`);
  const watch = (engine: EmbeddedEngine): void =>
    watchEngine(engine, { isLeaving: () => leaving, restarted, ended: recover });

  const recover = async (stopped?: string): Promise<void> => {
    const { engineFailed } = await import('../../engine/guard/start-guard.js');
    losses++;
    if (stopped !== undefined || losses > MAX_GUARD_LOSSES) {
      fail(engineFailed(stopped ?? 'its guard was killed too often', log));
      return;
    }
    if (!onEngineRestart) say('The engine was killed with its guard; starting it again.');
    try {
      const { address } = current;
      const engine = await use();
      current = engine;
      if (leaving) await engine.connection.leave();
      else if (engine.address === address) {
        onEngineRestart?.('it was killed with its guard');
        watch(engine);
      } else fail(engineFailed(`it came back on another port (${engine.address}); resume the run`, log));
    } catch (error) {
      // A guard that dies before it has said anything was most likely killed as the one before; it is counted like that.
      if (isLimbeckError(error) && error.code === 'engine-failed' && losses < MAX_GUARD_LOSSES) await recover();
      else fail(error as LimbeckError);
    }
  };

  current = await use();
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

type RestartNews = Extract<GuardNews, { news: 'server-restarted' }>;

interface EngineWatch {
  readonly isLeaving: () => boolean;
  readonly restarted: (news: RestartNews) => void;
  /** `stopped`: why nobody shall start it again. */
  readonly ended: (stopped: string | undefined) => Promise<void>;
}

function watchEngine({ connection }: EmbeddedEngine, { isLeaving, restarted, ended }: EngineWatch): void {
  let stopped: string | undefined;
  connection.onNews((news: GuardNews) => {
    if (news.news === 'server-restarted') restarted(news);
    else if (!isLeaving() || news.news !== 'stopping') stopped = whyStopped(news) ?? stopped;
  });
  void connection.ended.then(() => (isLeaving() ? undefined : ended(stopped)));
}

function whyStopped(news: GuardNews): string | undefined {
  if (news.news === 'server-gave-up') return `it died too often; the last time ${news.because}`;
  return news.news === 'stopping' ? 'it was stopped from outside' : undefined;
}
