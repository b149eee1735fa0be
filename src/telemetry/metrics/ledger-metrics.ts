import type { Registry } from 'prom-client';
import type * as PromClient from 'prom-client';
import type { Ledger } from '../../ledger/contract.js';

/** The same ledger, its writes timed and its size shown. */
export function measureLedger({ Gauge, Histogram }: typeof PromClient, registry: Registry, ledger: Ledger): Ledger {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'limbeck_ledger_put_seconds',
    help: 'Until an answer is on disk; writes are grouped.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });
  const gauge = (name: string, help: string, read: () => Promise<number>): unknown =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge('limbeck_ledger_entries', 'Answers in the ledger.', () => ledger.count());
  gauge('limbeck_ledger_bytes', 'Size of the ledger on disk.', () => ledger.size());
  const timed = async <Result>(write: Promise<Result>): Promise<Result> => {
    const began = performance.now();
    const result = await write;
    seconds.observe((performance.now() - began) / 1000);
    return result;
  };
  return {
    get: (key, how) => ledger.get(key, how),
    put: (entry) => timed(ledger.put(entry)),
    putMany: (entries) => timed(ledger.putMany(entries)),
    spend: (run, step) => ledger.spend(run, step),
    addGpuTime: (spent) => ledger.addGpuTime(spent),
    count: () => ledger.count(),
    size: () => ledger.size(),
    scan: (onCorrupt) => ledger.scan(onCorrupt),
    verify: (onProgress) => ledger.verify(onProgress),
    close: () => ledger.close(),
  };
}
