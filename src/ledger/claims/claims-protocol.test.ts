import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holds } from '../../../test/support/property.js';
import type { Claims } from './contract.js';
import { openFileClaims } from './file-claims.js';

/** A process that comes, takes and releases keys, goes, and comes again. */
class Process {
  readonly keys = new Set<number>();
  private readonly waits = new Set<number>();
  private claims: Claims;
  private here = new AbortController();

  constructor(private readonly folder: string) {
    this.claims = this.come();
  }

  take(key: number): void {
    if (this.keys.has(key) || this.waits.has(key)) return;
    const { here } = this;
    this.waits.add(key);
    void (async () => {
      try {
        await this.claims.take(name(key), here.signal);
        // Who left meanwhile gave up all it had.
        if (!here.signal.aborted) this.keys.add(key);
      } catch (error) {
        if (!here.signal.aborted) throw error;
      } finally {
        if (this.here === here) this.waits.delete(key);
      }
    })();
  }

  release(key: number): void {
    if (this.keys.delete(key)) this.claims.release(name(key));
  }

  leave(): void {
    this.here.abort();
    this.keys.clear();
    this.waits.clear();
    this.claims.close();
  }

  leaveAndCome(): void {
    this.leave();
    this.here = new AbortController();
    this.claims = this.come();
  }

  private come(): Claims {
    return openFileClaims({ folder: this.folder, times: { lookMs: 1, beatMs: 3 } });
  }
}

const name = (key: number): string => String(key).padStart(64, '0');
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

const deed = fc.record({
  who: fc.nat(2),
  key: fc.nat(1),
  does: fc.constantFrom('take', 'take', 'take', 'release', 'release', 'leaveAndCome'),
  waits: fc.boolean(),
});

test('whatever processes take, release, leave and come back, one at a time has a key, and in the end each gets it', async () => {
  await holds(
    fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), async (deeds) => {
      const folder = mkdtempSync(join(tmpdir(), 'limbeck-protocol-'));
      const processes = [0, 1, 2].map(() => new Process(folder));
      const checkHolders = (): void => {
        for (const key of [0, 1]) expect(processes.filter(({ keys }) => keys.has(key)).length).toBeLessThanOrEqual(1);
      };
      try {
        for (const { who, key, does, waits } of deeds) {
          processes[who]![does](key);
          if (waits) await turn();
          checkHolders();
        }
        for (const each of processes) each.take(0);
        for (const left = new Set(processes); left.size > 0; await turn()) {
          checkHolders();
          for (const each of left) {
            if (!each.keys.has(0)) continue;
            each.release(0);
            left.delete(each);
          }
        }
      } finally {
        for (const each of processes) each.leave();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    20,
  );
});
