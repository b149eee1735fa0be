import * as fc from 'fast-check';
import { BudgetGuard } from '../../src/models/money/budget-guard.js';
import { NANOUSD_PER_USD } from '../../src/models/money/pricing.js';
import { createMemoryLedger } from '../support/memory-stores.js';
import { holds, turns } from '../support/property.js';

/** One call: what it may take, what it takes in the end, and when. */
const calls = fc.array(
  fc.record({
    begins: fc.nat(6),
    takes: fc.nat(4),
    tokens: fc.integer({ min: 1, max: 40 }),
    /** Of what was reserved. */
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    ends: fc.constantFrom('settled', 'settled', 'settled', 'given up'),
  }),
  { maxLength: 25 },
);
const budgets = fc.record(
  { calls: fc.nat(20), tokens: fc.nat(400), usd: fc.integer({ min: 0, max: 300 }).map((cents) => cents / 100) },
  { requiredKeys: [] },
);
const NANOUSD_PER_TOKEN = NANOUSD_PER_USD / 100;

test('however calls are reserved, settled and given up, no budget is passed and every call ends', async () => {
  await holds(
    fc.asyncProperty(calls, budgets, fc.nat(12), async (wanted, run, tick) => {
      const ledger = createMemoryLedger();
      let time = 0;
      // Readings of the ledger that are a few milliseconds old are not asked for again.
      const guard = new BudgetGuard(ledger, { now: () => (time += tick) });
      const signal = new AbortController().signal;
      let spent = { calls: 0, tokens: 0, nanousd: 0 };
      const ends = await Promise.all(
        wanted.map(async ({ begins, takes, tokens, share, ends: how }, at) => {
          await turns(begins);
          let held;
          try {
            const amount = { calls: 1, tokens, nanousd: tokens * NANOUSD_PER_TOKEN };
            held = await guard.reserve({ run: 'r', step: 's', budget: { run }, signal }, amount);
          } catch (error) {
            expect(error).toMatchObject({ code: 'budget-reached', kind: 'budget' });
            return 'refused';
          }
          await turns(takes);
          if (how === 'given up') {
            held.release();
            return how;
          }
          const used = Math.floor(tokens * share);
          const cost = used * NANOUSD_PER_TOKEN;
          spent = { calls: spent.calls + 1, tokens: spent.tokens + used, nanousd: spent.nanousd + cost };
          await ledger.put({
            key: at.toString(16).padStart(64, '0'),
            answer: { text: '', finish_reason: 'stop', usage: { prompt_tokens: used, completion_tokens: 0 } },
            provider: {},
            cost_nanousd: cost,
            at: '2026-01-01T00:00:00.000Z',
            run: 'r',
            step: 's',
          });
          held.settle({ calls: 1, tokens: used, nanousd: cost });
          return how;
        }),
      );
      expect(spent.calls).toBeLessThanOrEqual(run.calls ?? Infinity);
      expect(spent.tokens).toBeLessThanOrEqual(run.tokens ?? Infinity);
      expect(spent.nanousd).toBeLessThanOrEqual((run.usd ?? Infinity) * NANOUSD_PER_USD);
      if (Object.keys(run).length === 0) expect(ends).not.toContain('refused');
    }),
    150,
  );
});
