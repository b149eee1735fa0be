import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import type { RunEventInput, RunStore } from './contract.js';

/** What every run store adapter must do. A test file of the adapter calls this once. */
export interface RunStoreUnderTest {
  readonly store: RunStore;
  /** A second, independent opening of the same store, as another process would have. */
  reopen(): RunStore;
  /** Moves the injected clock. */
  advance(ms: number): void;
}

export const examplePlan = (name = 'contract-terms'): Plan => ({
  plan_version: 1,
  recipe: {
    name,
    version: '0.1.0',
    description: 'Read terms.',
    license: 'Apache-2.0',
    skill: 'natural-language-understanding',
    vertical: 'law',
    role: 'capability-transfer',
    file: 'recipe.yaml',
    digest: 'a'.repeat(64),
  },
  profile: 'default',
  seed: 0,
  params: {},
  models: {},
  data: {},
  budget: { calls: 100 },
  steps: [],
  warnings: [],
});

const started: RunEventInput = {
  type: 'run-started',
  run: 'r-1',
  recipe: 'contract-terms',
  attempt: 1,
  steps: ['read'],
};
const note = (message: string): RunEventInput => ({ type: 'note', level: 'info', message });
const stepStarted = (step: string, key: string): RunEventInput => ({ type: 'step-started', step, key });

/** Takes `count` events of a followed run, then stops following. */
async function take(store: RunStore, run: string, count: number): Promise<RunEvent[]> {
  const stop = new AbortController();
  const events: RunEvent[] = [];
  for await (const event of store.follow(run, stop.signal)) {
    events.push(event);
    if (events.length === count) stop.abort();
  }
  return events;
}

export function runStoreContract(open: () => RunStoreUnderTest): void {
  let under: RunStoreUnderTest;
  let store: RunStore;
  beforeEach(() => {
    under = open();
    store = under.store;
  });

  test('a run keeps its plan, its recipe text and when it was made', async () => {
    await store.create('r-1', examplePlan(), 'limbeck: 1\n');
    const other = under.reopen();
    expect(await other.plan('r-1')).toEqual(examplePlan());
    expect(await other.summary('r-1')).toEqual({
      run: 'r-1',
      recipe: 'contract-terms',
      created_at: '2026-01-02T03:04:05.000Z',
    });
    expect(await readFile(join(other.folder('r-1'), 'recipe.yaml'), 'utf8')).toBe('limbeck: 1\n');
    expect(await other.events('r-1')).toEqual([]);
  });

  test('a name is taken once, also by creators at the same moment', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, (_, n) => under.reopen().create('r-1', examplePlan(), `text ${n}`)),
    );
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refused).toHaveLength(4);
    for (const reason of refused)
      expect(reason).toMatchObject({ code: 'run-exists', hint: expect.stringContaining('resume r-1') });
    expect(await store.list()).toHaveLength(1);
  });

  test('an unknown run is refused with the nearest name', async () => {
    await store.create('contract-1', examplePlan(), '');
    await expect(store.summary('contract-2')).rejects.toMatchObject({
      code: 'unknown-run',
      hint: expect.stringContaining('"contract-1"'),
    });
    await expect(store.plan('x')).rejects.toMatchObject({ code: 'unknown-run' });
    await expect(store.events('x')).rejects.toMatchObject({ code: 'unknown-run' });
    await expect(store.append('x', note('a'))).rejects.toMatchObject({ code: 'unknown-run' });
  });

  test.each(['../x', '.x', 'a/b', '', 'a b'])('the name %j is refused', async (name) => {
    await expect(store.create(name, examplePlan(), '')).rejects.toMatchObject({ code: 'bad-run-name' });
    await expect(store.plan(name)).rejects.toMatchObject({ code: 'bad-run-name' });
  });

  test('runs are listed newest first', async () => {
    expect(await store.list()).toEqual([]);
    for (const run of ['b', 'a', 'c']) {
      await store.create(run, examplePlan(), '');
      under.advance(1000);
    }
    expect((await store.list()).map(({ run }) => run)).toEqual(['c', 'a', 'b']);
  });

  test('a raised budget is kept beside the plan, limit by limit', async () => {
    await store.create('r-1', examplePlan(), '');
    await store.raiseBudget('r-1', { budget: { calls: 200 } });
    await store.raiseBudget('r-1', { budget: { usd: 3 }, step_budgets: { read: { calls: 5 } } });
    await store.raiseBudget('r-1', { step_budgets: { read: { usd: 1 }, write: { tokens: 9 } } });
    const { budget, step_budgets: ofSteps } = await under.reopen().summary('r-1');
    expect(budget).toEqual({ calls: 200, usd: 3 });
    expect(ofSteps).toEqual({ read: { calls: 5, usd: 1 }, write: { tokens: 9 } });
    expect((await store.plan('r-1')).budget).toEqual({ calls: 100 });
  });

  test('which failed rows are tried again, and how often, is kept step by step beside the raised budget', async () => {
    await store.create('r-1', examplePlan(), '');
    await store.raiseBudget('r-1', { budget: { calls: 200 } });
    await store.retryFailed('r-1', { read: 1 });
    await store.retryFailed('r-1', { read: 2, judge: 1 });
    expect(await under.reopen().summary('r-1')).toMatchObject({
      budget: { calls: 200 },
      retries: { read: 2, judge: 1 },
    });
  });

  test('events come back in the order of calls, with the time of each', async () => {
    await store.create('r-1', examplePlan(), '');
    const first = store.append('r-1', started);
    under.advance(5);
    const rest = Array.from({ length: 50 }, (_, n) => store.append('r-1', note(`${n}`)));
    await Promise.all([first, ...rest]);
    const events = await under.reopen().events('r-1');
    expect(events[0]).toEqual({ at: '2026-01-02T03:04:05.000Z', ...started });
    expect(events.slice(1).map((event) => event.type === 'note' && event.message)).toEqual(
      Array.from({ length: 50 }, (_, n) => `${n}`),
    );
  });

  test('a follower gets what was there and what comes, and ends with its signal', async () => {
    await store.create('r-1', examplePlan(), '');
    await store.append('r-1', started);
    const following = take(under.reopen(), 'r-1', 4);
    await store.append('r-1', note('one'));
    await under.reopen().append('r-1', note('two'));
    await store.append('r-1', note('three'));
    expect((await following).map(({ type }) => type)).toEqual(['run-started', 'note', 'note', 'note']);
  });

  test('step keys are those of the newest start', async () => {
    await store.create('r-1', examplePlan(), '');
    await store.append('r-1', stepStarted('read', 'k1'));
    await store.append('r-1', stepStarted('tune', 'k2'));
    await store.append('r-1', stepStarted('read', 'k3'));
    expect(await store.stepKeys('r-1')).toEqual({ read: 'k3', tune: 'k2' });
  });

  test('rows for review are written once, so that edits in place stay, and anew when they are other rows', async () => {
    await store.create('r-1', examplePlan(), '');
    const opened = { step: 'rounds[2]/write', review: 'a', text: '{"id":"1"}\n' };
    const file = await store.openReview('r-1', opened);
    const path = join(store.folder('r-1'), file);
    expect(await readFile(path, 'utf8')).toBe(opened.text);
    await writeFile(path, 'edited');
    expect(await under.reopen().openReview('r-1', opened)).toBe(file);
    expect(await readFile(path, 'utf8')).toBe('edited');
    await store.openReview('r-1', { ...opened, review: 'b' });
    expect(await readFile(path, 'utf8')).toBe(opened.text);
    expect(await store.openReview('r-1', { ...opened, step: 'rounds(2)/write' })).not.toBe(file);
  });

  test('the newest approval of a step counts, and there may be none', async () => {
    await store.create('r-1', examplePlan(), '');
    await store.openReview('r-1', { step: 'write', review: 'a', text: '' });
    expect(await store.approval('r-1', 'write')).toBeUndefined();
    const approval = { review: 'a', by: 'Ada', at: '2026-01-02T03:04:05.000Z', rows: [{ id: '1', parents: [] }] };
    await store.approve('r-1', 'write', approval);
    await under.reopen().approve('r-1', 'write', { ...approval, rows: [] });
    expect(await under.reopen().approval('r-1', 'write')).toEqual({ ...approval, rows: [] });
    await expect(store.approve('x', 'write', approval)).rejects.toMatchObject({ code: 'unknown-run' });
  });

  test('a report is kept, and one that is not there is said so', async () => {
    await store.create('r-1', examplePlan(), '');
    await expect(store.readReport('r-1')).rejects.toMatchObject({ code: 'no-report' });
    const paths = await store.writeReport('r-1', { accuracy: 0.9 }, '<html></html>');
    expect(await under.reopen().readReport('r-1')).toEqual({ accuracy: 0.9 });
    expect(await readFile(paths.html, 'utf8')).toBe('<html></html>');
  });
}
