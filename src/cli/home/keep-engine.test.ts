import { LimbeckError } from '../../core/errors.js';
import type { EmbeddedEngine } from '../../engine/temporal/embedded-server.js';
import { keepEngine } from './keep-engine.js';

/** An engine that can be taken away. */
function newEngine(address = '127.0.0.1:7233'): EmbeddedEngine & { die(): void } {
  let die: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (die = resolve));
  const connection = { users: 1, ended, onNews: () => undefined, leave: () => Promise.resolve({ last: true }) };
  return { address, namespace: 'default', started: true, connection, die };
}

const killed = (): LimbeckError => new LimbeckError({ code: 'engine-failed', message: 'Its guard ended.' });

/** Starts give these, one after another; an error is thrown. */
async function keep(...starts: (EmbeddedEngine | Error)[]) {
  const restarts: string[] = [];
  let told: () => void = () => undefined;
  const restarted = new Promise<void>((resolve) => (told = resolve));
  const kept = await keepEngine({
    state: '/state',
    use: async () => {
      const next = starts.shift() ?? killed();
      if (next instanceof Error) throw next;
      return next;
    },
    say: () => undefined,
    onEngineRestart: (because) => {
      restarts.push(because);
      told();
    },
  });
  return { kept, restarts, restarted };
}

test('an engine whose guard is killed, and killed again while it is started, is started once more', async () => {
  const first = newEngine();
  const { kept, restarts, restarted } = await keep(first, killed(), killed(), newEngine());
  first.die();
  await Promise.race([restarted, kept.failed]);
  expect(restarts).toEqual(['it was killed with its guard']);
});

test('one that never comes back fails with what it said last', async () => {
  const first = newEngine();
  const { kept } = await keep(first);
  first.die();
  expect(await kept.failed).toMatchObject({ code: 'engine-failed', message: 'Its guard ended.' });
});

test('one that cannot be started for another reason fails at once, and so does one on another port', async () => {
  for (const [start, code] of [
    [new LimbeckError({ code: 'disk-full', message: 'Full.' }), 'disk-full'],
    [newEngine('127.0.0.1:9999'), 'engine-failed'],
  ] as const) {
    const first = newEngine();
    const { kept, restarts } = await keep(first, start);
    first.die();
    expect([(await kept.failed).code, restarts]).toEqual([code, []]);
  }
});
