/** Steps in dependency order; among those that are ready, the file's order. What a cycle holds is left out. */
export interface StepOrder {
  readonly order: readonly string[];
  /** Each as a path that ends where it begins. */
  readonly cycles: readonly (readonly string[])[];
}

/** `needs` by step, in file order; names that are no step are ignored. */
export function orderSteps(needs: ReadonlyMap<string, readonly string[]>): StepOrder {
  const ids = [...needs.keys()];
  const order: string[] = [];
  const done = new Set<string>();
  for (;;) {
    const ready = ids.find((id) => !done.has(id) && needs.get(id)!.every((need) => done.has(need) || !needs.has(need)));
    if (ready === undefined) break;
    order.push(ready);
    done.add(ready);
  }
  return { order, cycles: findCycles(needs, done) };
}

function findCycles(needs: ReadonlyMap<string, readonly string[]>, done: ReadonlySet<string>): string[][] {
  const cycles: string[][] = [];
  const seen = new Set<string>();
  const visit = (id: string, trail: readonly string[]): void => {
    const from = trail.indexOf(id);
    if (from !== -1) cycles.push([...trail.slice(from), id]);
    if (from !== -1 || seen.has(id)) return;
    seen.add(id);
    for (const need of needs.get(id)!) if (needs.has(need) && !done.has(need)) visit(need, [...trail, id]);
  };
  for (const id of needs.keys()) if (!done.has(id)) visit(id, []);
  return cycles;
}
