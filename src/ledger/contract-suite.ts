import type { Ledger, LedgerEntry } from './contract.js';

/** What every ledger adapter must do. A test file of the adapter calls this once. */
export interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** A second, independent opening of the same ledger, as another process would have. */
  reopen(): Promise<Ledger>;
  dispose(): Promise<void>;
}

/** An entry whose key is `n` in hex. */
export function exampleEntry(n: number, over: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    key: n.toString(16).padStart(64, '0'),
    answer: {
      text: `answer ${n}: ${'word '.repeat(n % 50)}`,
      finish_reason: 'stop',
      usage: { prompt_tokens: 10 + n, completion_tokens: 5 },
    },
    provider: { model: 'big-model', request_id: `r-${n}` },
    cost_nanousd: 1000,
    at: '2026-01-02T03:04:05.000Z',
    run: 'run-1',
    step: 'read',
    ...over,
  };
}

const collect = async (entries: AsyncIterable<LedgerEntry>): Promise<LedgerEntry[]> => {
  const all: LedgerEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
};

export function ledgerContract(open: () => Promise<LedgerUnderTest>): void {
  let under: LedgerUnderTest;
  beforeEach(async () => {
    under = await open();
  });
  afterEach(() => under.dispose());

  test('an unknown key is undefined, and an empty ledger has spent nothing', async () => {
    expect(await under.ledger.get(exampleEntry(1).key)).toBeUndefined();
    expect(await under.ledger.count()).toBe(0);
    expect(await under.ledger.spend('run-1')).toEqual({
      calls: 0,
      prompt_tokens: 0,
      completion_tokens: 0,
      cost_nanousd: 0,
      unpriced: 0,
    });
  });

  test('an entry comes back whole, also to another opening', async () => {
    const entry = exampleEntry(7, {
      answer: { ...exampleEntry(7).answer, text: 'ä 😀 \u0000 "quoted"', logprobs: [[0, -1.5]] },
      bought: 'batch',
    });
    expect(await under.ledger.put(entry)).toEqual(entry);
    expect(await under.ledger.get(entry.key)).toEqual(entry);
    const other = await under.reopen();
    expect(await other.get(entry.key)).toEqual(entry);
    await other.close();
  });

  test('a key that is there stays as it is, is what put gives back, and is not paid for twice', async () => {
    const first = exampleEntry(1);
    const second = exampleEntry(1, { answer: { ...first.answer, text: 'another' }, run: 'run-2' });
    await under.ledger.put(first);
    expect(await under.ledger.put(second)).toEqual(first);
    expect(await under.ledger.get(first.key)).toEqual(first);
    expect(await under.ledger.count()).toBe(1);
    expect((await under.ledger.spend('run-1')).calls).toBe(1);
    expect((await under.ledger.spend('run-2')).calls).toBe(0);
  });

  test('two callers that write the same key at once get the same answer', async () => {
    const texts = Array.from({ length: 20 }, (_, n) => `version ${n}`);
    const entries = texts.map((text) => exampleEntry(1, { answer: { ...exampleEntry(1).answer, text } }));
    const standing = await Promise.all(entries.map((entry) => under.ledger.put(entry)));
    expect(new Set(standing.map(({ answer }) => answer.text)).size).toBe(1);
    expect((await under.ledger.spend('run-1')).calls).toBe(1);
  });

  test('spend over all runs is kept too, and time on a GPU with it', async () => {
    await Promise.all([under.ledger.put(exampleEntry(1)), under.ledger.put(exampleEntry(2, { run: 'run-2' }))]);
    const other = await under.reopen();
    await other.addGpuTime({ run: 'run-2', step: 'tune', ms: 1500 });
    await other.addGpuTime({ run: 'run-2', step: 'tune', ms: 500 });
    await other.put(exampleEntry(3, { imported: true }));
    expect(await under.ledger.spend()).toMatchObject({ calls: 2, cost_nanousd: 2000, gpu_ms: 2000 });
    expect(await under.ledger.spend('run-2')).toMatchObject({ calls: 1, gpu_ms: 2000 });
    expect(await under.ledger.spend('run-2', 'tune')).toMatchObject({ calls: 0, gpu_ms: 2000 });
    expect(await under.ledger.spend('run-1')).not.toHaveProperty('gpu_ms');
  });

  test('spend is kept per run and per step, unknown prices apart', async () => {
    await under.ledger.put(exampleEntry(1));
    await under.ledger.put(exampleEntry(2, { step: 'write' }));
    const { cost_nanousd: _, ...unpriced } = exampleEntry(3);
    await under.ledger.put(unpriced);
    await under.ledger.put(exampleEntry(4, { unpaid: true }));
    await under.ledger.put(exampleEntry(6, { imported: true }));
    await under.ledger.put(exampleEntry(5, { run: 'run-2' }));
    expect(await under.ledger.spend('run-1')).toEqual({
      calls: 3,
      prompt_tokens: 36,
      completion_tokens: 15,
      cost_nanousd: 2000,
      unpriced: 1,
    });
    expect(await under.ledger.spend('run-1', 'write')).toEqual({
      calls: 1,
      prompt_tokens: 12,
      completion_tokens: 5,
      cost_nanousd: 1000,
      unpriced: 0,
    });
  });

  test('putMany writes all, gives back what stands in order, and counts a key once', async () => {
    await under.ledger.put(exampleEntry(2));
    const many = [1, 2, 3, 3].map((n) => exampleEntry(n, { run: 'run-2' }));
    const standing = await under.ledger.putMany(many);
    expect(standing.map(({ key, run }) => [key.slice(-1), run])).toEqual([
      ['1', 'run-2'],
      ['2', 'run-1'],
      ['3', 'run-2'],
      ['3', 'run-2'],
    ]);
    expect((await under.ledger.spend('run-2')).calls).toBe(2);
    expect(await under.ledger.putMany([])).toEqual([]);
  });

  test('a thousand writes at once are all there, in key order when scanned', async () => {
    const entries = Array.from({ length: 1000 }, (_, n) => exampleEntry(n));
    await Promise.all(entries.toReversed().map((entry) => under.ledger.put(entry)));
    expect(await under.ledger.count()).toBe(1000);
    expect(await collect(under.ledger.scan())).toEqual(entries);
    expect(await under.ledger.verify()).toEqual({ entries: 1000, corrupt: [] });
    expect((await under.ledger.spend('run-1')).calls).toBe(1000);
    expect(await under.ledger.size()).toBeGreaterThan(10_000);
  });

  test('writes under way when it is closed are kept', async () => {
    const written = [1, 2, 3].map((n) => under.ledger.put(exampleEntry(n)));
    await under.ledger.close();
    await Promise.all(written);
    const other = await under.reopen();
    expect(await other.count()).toBe(3);
    await other.close();
  });

  test('a key that is not a response key is refused', async () => {
    await expect(under.ledger.get('abc')).rejects.toThrow('64 hex digits');
    await expect(under.ledger.put({ ...exampleEntry(1), key: 'Z'.repeat(64) })).rejects.toThrow('64 hex digits');
  });
}
