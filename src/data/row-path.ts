import { nearestName } from '../recipe/problems/nearest-name.js';

/**
 * Paths into nested rows. `rows: data.questions` goes down to the rows of a file: lists on the way are entered item by
 * item, `*` stands for every value of a map. A field's path begins at its row; `../` goes out to what the row stands in.
 */
export interface NestedRow {
  readonly value: unknown;
  /** Objects around the row, outermost first. */
  readonly around: readonly Readonly<Record<string, unknown>>[];
}

const none: readonly never[] = [];

export function keysOf(path: string | undefined): readonly string[] {
  return path === undefined ? none : path.split('.');
}

/** What is missing on the way, for the middle of a sentence. */
export class PathFault extends Error {
  constructor(
    message: string,
    readonly hint: string | undefined,
  ) {
    super(message);
  }
}

/** The rows inside a value. Throws PathFault where the path leads nowhere. */
export function* nestedRows(
  value: unknown,
  keys: readonly string[],
  around: NestedRow['around'] = none,
): Generator<NestedRow> {
  const [key, ...below] = keys;
  if (keys.length > 0 && Array.isArray(value)) {
    for (const item of value) yield* nestedRows(item, keys, around);
    return;
  }
  if (key === undefined) {
    if (Array.isArray(value)) for (const item of value) yield* nestedRows(item, keys, around);
    else yield { value, around };
    return;
  }
  if (typeof value !== 'object' || value === null)
    throw new PathFault(`has no "${key}" to find rows in: it is no object`, undefined);
  const object = value as Readonly<Record<string, unknown>>;
  const inside = [...around, object];
  if (key === '*') {
    for (const item of Object.values(object)) yield* nestedRows(item, below, inside);
    return;
  }
  if (!Object.hasOwn(object, key)) {
    const near = nearestName(key, Object.keys(object));
    const columns = Object.keys(object).slice(0, 12).join(', ');
    throw new PathFault(
      `has no "${key}" to find rows in`,
      near === undefined ? `It has: ${columns}.` : `Did you mean "${near}"?`,
    );
  }
  yield* nestedRows(object[key], below, inside);
}

/** The value at a field's path: a column of that very name, or its way down through objects and lists. */
export function valueAt({ value, around }: NestedRow, path: string): unknown {
  let from = value;
  let rest = path;
  for (let up = around.length - 1; rest.startsWith('../'); up--) {
    from = around[up];
    rest = rest.slice(3);
  }
  const direct = own(from, rest);
  if (direct !== undefined || !rest.includes('.')) return direct;
  let found = from;
  for (const key of rest.split('.')) found = own(found, key);
  return found;
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
