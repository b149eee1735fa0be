/**
 * Units of work so that each comes after what it needs, and otherwise in the order they have. Needs that are no units
 * are taken as met; units that need each other come last, as they are.
 */
export function inDependencyOrder<Unit extends { readonly id: string; readonly needs: readonly string[] }>(
  units: readonly Unit[],
): readonly Unit[] {
  const left = new Map(units.map((unit) => [unit.id, unit]));
  const ordered: Unit[] = [];
  for (let next = true; next;) {
    next = false;
    for (const unit of left.values()) {
      if (unit.needs.some((need) => left.has(need))) continue;
      ordered.push(unit);
      left.delete(unit.id);
      next = true;
    }
  }
  return [...ordered, ...left.values()];
}
