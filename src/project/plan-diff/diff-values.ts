import { canonicalJson } from '../../core/canonical-json.js';

/** One place where two values differ; absent on the side where there is nothing. */
export interface ValueChange {
  /** `with.threshold`, `models.teacher.model`. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Every leaf where two maps differ, in the order of the first, then of the second. Lists are compared whole. */
export function diffValues(before: unknown, after: unknown, path = ''): readonly ValueChange[] {
  if (same(before, after)) return [];
  if (!isMap(before) || !isMap(after)) {
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => diffValues(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
