import { chatOf } from '../../../test/support/chat-of.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import type { Claims } from '../../ledger/claims/contract.js';
import { openFileClaims } from '../../ledger/claims/file-claims.js';
import type { Ledger } from '../../ledger/contract.js';
import { openLmdbLedger } from '../../ledger/lmdb/open-lmdb-ledger.js';
import type { AskCall, Asker } from './ask-call.js';
import { createAsker } from './asker.js';
import type { OnlineProvider, ProviderAnswer } from '../contract.js';

// Two askers that share a ledger by claims: what two processes are to each other.
let folder: string;
let ledger: Ledger;
let claims: Claims[];
let askers: Asker[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limbeck-joined-'));
  ledger = await openLmdbLedger({ folder });
  claims = [0, 1].map(() => openFileClaims({ folder, times: { lookMs: 2 } }));
  askers = claims.map((each) => createAsker({ ledger, clock: { now: () => 0 }, claims: each }));
});
afterEach(async () => {
  for (const each of claims) each.close();
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

interface Gate extends OnlineProvider {
  readonly asked: string[];
  /** Let the calls under way end. */
  answer(): void;
  fail(error: Error): void;
}

/** An endpoint that answers when it is told to. */
function gated(): Gate {
  const asked: string[] = [];
  const open: { resolve(answer: ProviderAnswer): void; reject(error: Error): void }[] = [];
  return {
    kind: 'online',
    asked,
    call: (request, { signal }) =>
      new Promise((resolve, reject) => {
        asked.push(chatOf(request).messages[0]!.content);
        open.push({ resolve, reject });
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
    answer() {
      const usage = { prompt_tokens: 1, completion_tokens: 1 };
      for (const call of open.splice(0))
        call.resolve({ answer: { text: 'yes', finish_reason: 'stop', usage }, facts: {} });
    },
    fail(error) {
      for (const call of open.splice(0)) call.reject(error);
    },
    close: async () => undefined,
  };
}

const callOf = (provider: OnlineProvider, content = 'hello', signal = new AbortController().signal): AskCall => ({
  run: 'run',
  step: 'read',
  model: { name: 'teacher', identity: { provider: 'openai', model: 'big' } },
  provider,
  request: { messages: [{ role: 'user', content }] },
  signal,
});

/** Lets timers pass until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 1));
}

test('a request that another process has in flight is waited for, and not asked', async () => {
  const provider = gated();
  const first = askers[0]!.ask(callOf(provider));
  await until(() => provider.asked.length === 1);
  const second = askers[1]!.ask(callOf(provider));
  const other = askers[1]!.ask(callOf(provider, 'other'));
  await until(() => provider.asked.length === 2);
  provider.answer();
  const replies = await Promise.all([first, second, other]);
  expect(replies.map(({ reused }) => reused)).toEqual([false, true, false]);
  expect(provider.asked).toEqual(['hello', 'other']);
  expect((await ledger.spend('run')).calls).toBe(2);
});

test('who waits long for the ledger is told that another holds it', async () => {
  const provider = gated();
  const told: string[] = [];
  let written = (): void => undefined;
  const held = {
    get: () => Promise.resolve(undefined),
    put: (entry: unknown) => new Promise((resolve) => (written = () => resolve(entry))),
  };
  jest.useFakeTimers();
  try {
    const asker = createAsker({ ledger: held as never, clock: { now: () => 0 } });
    const asking = asker.ask({ ...callOf(provider), onWaiting: (because) => told.push(because) });
    await jest.advanceTimersByTimeAsync(1);
    provider.answer();
    await jest.advanceTimersByTimeAsync(6_000);
    written();
    await asking;
  } finally {
    jest.useRealTimers();
  }
  expect(told).toEqual([expect.stringContaining('the ledger is being written by another process')]);
});

test('a process whose call failed or was cancelled leaves the buying to the one that waits', async () => {
  const provider = gated();
  const refused = new LimbeckError({ code: 'teacher-refused', kind: 'row', message: 'No.' });
  const first = askers[0]!.ask(callOf(provider)).catch((error: unknown) => error);
  await until(() => provider.asked.length === 1);
  const second = askers[1]!.ask(callOf(provider));
  provider.fail(refused);
  expect(await first).toBe(refused);
  await until(() => provider.asked.length === 2);
  const stop = new AbortController();
  const third = askers[0]!.ask(callOf(provider, 'hello', stop.signal)).catch((error: unknown) => error);
  stop.abort(new Error('cancelled'));
  expect(await third).toEqual(new Error('cancelled'));
  provider.answer();
  expect(await second).toMatchObject({ text: 'yes', reused: false });
  expect(provider.asked).toHaveLength(2);
});

test('many requests of two processes at once are each asked once', async () => {
  const provider = gated();
  const questions = Array.from({ length: 40 }, (_, n) => `question ${n}`);
  const orders = [questions, questions.toReversed()];
  const asking = askers.flatMap((asker, at) => orders[at]!.map((content) => asker.ask(callOf(provider, content))));
  const done = Promise.all(asking);
  await until(() => provider.asked.length === questions.length);
  provider.answer();
  const replies = await done;
  expect(provider.asked.toSorted()).toEqual(questions.toSorted());
  expect(replies.filter(({ reused }) => !reused)).toHaveLength(questions.length);
});

test('what another bought while a process stood still, its request not yet sent, is not bought again', async () => {
  const teacher = gated();
  const spent: unknown[] = [];
  const stood: OnlineProvider = {
    ...teacher,
    async call(_request, { afterLongWait }) {
      // The other has waited for its claim for long enough.
      const other = createAsker({ ledger, clock: { now: () => 0 } }).ask(callOf(teacher));
      await until(() => teacher.asked.length === 1);
      teacher.answer();
      await other;
      await afterLongWait?.();
      throw new Error('It was sent.');
    },
  };
  const call = { ...callOf(stood), onSpend: (spend: unknown) => void spent.push(spend) };
  expect(await askers[0]!.ask(call)).toMatchObject({ text: 'yes', reused: true });
  expect(spent).toEqual([{ calls: 0, reused: 1, prompt_tokens: 0, completion_tokens: 0 }]);
});
