import * as fc from 'fast-check';
import { inDependencyOrder } from '../../src/core/in-dependency-order.js';
import { runUnits, type Unit } from '../../workflows/run-steps.js';
import { holds, turns } from '../support/property.js';

jest.mock('@temporalio/workflow', () => jest.requireActual('../support/fake-workflow-sdk'));

interface Node {
  readonly id: string;
  readonly needs: readonly string[];
  /** Turns it takes. */
  readonly takes: number;
  readonly fails: boolean;
}

/** A graph without rings, its units in any order: each may need those of lower number, and names that are no units. */
const graphs = fc
  .array(fc.record({ needs: fc.array(fc.nat(11), { maxLength: 4 }), takes: fc.nat(4), fails: fc.nat(9) }), {
    maxLength: 12,
  })
  .chain((drawn) => {
    const nodes = drawn.map(({ needs, takes, fails }, at): Node => {
      const ids = new Set(needs.map((need) => (need < at ? `s${need}` : 'a-data-set')));
      return { id: `s${at}`, needs: [...ids], takes, fails: fails === 0 };
    });
    return fc.shuffledSubarray(nodes, { minLength: nodes.length });
  });

test('units in dependency order are the same units, each after all it needs', async () => {
  await holds(
    fc.property(graphs, (nodes) => {
      const ordered = inDependencyOrder(nodes);
      expect(ordered.map(({ id }) => id).toSorted()).toEqual(nodes.map(({ id }) => id).toSorted());
      const place = new Map(ordered.map(({ id }, at) => [id, at]));
      for (const { id, needs } of ordered)
        for (const need of needs) expect(place.get(need) ?? -1).toBeLessThan(place.get(id)!);
    }),
    300,
  );
});

test('units that are in order already stay as they are', async () => {
  await holds(
    fc.property(graphs, (nodes) => {
      const once = inDependencyOrder(nodes);
      expect(inDependencyOrder(once)).toEqual(once);
    }),
  );
});

interface Log {
  readonly began: string[];
  readonly ended: Set<string>;
  running: number;
}

function unitsOf(nodes: readonly Node[], log: Log): Unit[] {
  return nodes.map(({ id, needs, takes, fails }) => ({
    id,
    needs,
    async run() {
      const units = new Set(nodes.map((node) => node.id));
      expect(needs.filter((need) => units.has(need) && !log.ended.has(need))).toEqual([]);
      log.began.push(id);
      log.running++;
      await turns(takes);
      log.running--;
      if (fails) throw new Error(id);
      log.ended.add(id);
    },
  }));
}

test('each unit runs once, after what it needs; what needs a failed one never begins, and nothing is left running', async () => {
  await holds(
    fc.asyncProperty(graphs, async (nodes) => {
      const log: Log = { began: [], ended: new Set(), running: 0 };
      const outcome = await runUnits(inDependencyOrder(unitsOf(nodes, log)) as Unit[]).then(
        () => undefined,
        (error: unknown) => (error as Error).message,
      );
      expect(log.running).toBe(0);
      expect(new Set(log.began).size).toBe(log.began.length);
      const failed = nodes.filter(({ id, fails }) => fails && log.began.includes(id)).map(({ id }) => id);
      if (outcome === undefined) expect([failed, log.began.length]).toEqual([[], nodes.length]);
      else expect(failed).toContain(outcome);
      for (const id of log.began)
        for (const need of nodes.find((node) => node.id === id)!.needs) expect(failed).not.toContain(need);
    }),
    150,
  );
});
