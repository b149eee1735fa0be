import type { JobRecord } from './job-record.js';
import type { JobStore } from './job-store.js';

/** What every adapter of a job store must do. `open` opens the same store anew, as another process would. */
export function jobStoreContract(open: () => JobStore): void {
  const record = (job: string, more: Partial<JobRecord> = {}): JobRecord => ({
    job,
    endpoint: { name: 'teacher', base_url: 'http://127.0.0.1:9/v1', model: 'big' },
    runs: ['run-1'],
    step: 'read',
    keys: ['a', 'b'],
    tries: 0,
    holds: { calls: 2, tokens: 20, nanousd: 200 },
    at_ms: 1,
    state: { is: 'intended' },
    ...more,
  });

  test('a record is there for another process, whole, and in the order of intent', async () => {
    const store = open();
    expect(store.all()).toEqual([]);
    await store.put(record('late', { at_ms: 9 }));
    await store.put(record('early', { at_ms: 2 }));
    expect(open().all()).toEqual([record('early', { at_ms: 2 }), record('late', { at_ms: 9 })]);
    expect(open().get('late')).toEqual(record('late', { at_ms: 9 }));
    expect(open().get('gone')).toBeUndefined();
  });

  test('a change is made to what others wrote meanwhile, and one of a record that is gone to nothing', async () => {
    const [one, other] = [open(), open()];
    await one.put(record('job'));
    expect(other.get('job')!.tries).toBe(0);
    await one.change('job', (found) => ({ ...found, tries: 1 }));
    expect(await other.change('job', (found) => ({ ...found, runs: [...found.runs, 'run-2'] }))).toMatchObject({
      tries: 1,
      runs: ['run-1', 'run-2'],
    });
    await one.remove('job');
    expect(await other.change('job', (found) => found)).toBeUndefined();
    expect(other.all()).toEqual([]);
  });

  test('requests lie beside their record until they are dropped, and go with it', async () => {
    const store = open();
    await store.putRequests('job', '{"n":1}\n');
    await store.put(record('job'));
    expect(Buffer.from(await open().requests('job')).toString()).toBe('{"n":1}\n');
    store.dropRequests('job');
    await expect(store.requests('job')).rejects.toThrow();
    await store.putRequests('job', '{"n":2}\n');
    await store.remove('job');
    await expect(open().requests('job')).rejects.toThrow();
  });

  test('requests whose record was never written are swept away, others are not', async () => {
    const store = open();
    await store.putRequests('begun', '{}\n');
    await store.putRequests('whole', '{}\n');
    await store.put(record('whole'));
    await open().locked(async () => open().sweep());
    await expect(store.requests('begun')).rejects.toThrow();
    expect(await store.requests('whole')).toHaveLength(3);
  });

  test('who decides under the lock decides alone, in this process and another', async () => {
    const [one, other] = [open(), open()];
    const said: string[] = [];
    const decide = (store: JobStore, name: string) =>
      store.locked(async () => {
        said.push(`${name} in`);
        await new Promise((done) => setImmediate(done));
        said.push(`${name} out`);
      });
    await Promise.all([decide(one, 'a'), decide(other, 'b'), decide(one, 'c')]);
    for (let at = 0; at < said.length; at += 2) expect(said[at + 1]).toBe(said[at]!.replace('in', 'out'));
    expect(said).toHaveLength(6);
  });

  test('two in one process are not at the same job at once', async () => {
    const store = open();
    const both = await Promise.all([store.alone('job', async () => 1), store.alone('job', async () => 2)]);
    expect(both).toEqual([1, undefined]);
    expect(await store.alone('job', async () => 3)).toBe(3);
  });

  test('open jobs count with what they may cost, by run and by step; ended ones and what is in the ledger do not', async () => {
    const store = open();
    await store.put(record('a'));
    await store.put(record('b', { step: 'write' }));
    await store.put(record('c', { runs: ['run-2'] }));
    await store.put(record('d', { state: { is: 'ended' } }));
    expect(store.held(undefined, undefined).calls).toBe(6);
    expect(store.held('run-1', undefined)).toEqual({ calls: 4, tokens: 40, nanousd: 400 });
    expect(store.held('run-1', 'write').calls).toBe(2);
    store.unhold('b');
    expect(store.held('run-1', undefined).calls).toBe(2);
  });
}
