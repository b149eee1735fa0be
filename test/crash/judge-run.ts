import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CountingProxy, Visit } from '../support/counting-proxy.js';
import type { CrashProject } from './crash-project.js';

/** What a run leaves, as it must be whatever happened on the way. */
export interface RunMade {
  /** Artifact digests by step and output. */
  readonly digests: Readonly<Record<string, unknown>>;
  /** Rows in, out, rejected and failed by step. */
  readonly counts: Readonly<Record<string, unknown>>;
  /** The report but for times and for what depends on the machine's speed. */
  readonly report: unknown;
}

/** From just before a kill until its victim was gone; `mayRepeat`: the victim held answers nobody else had. */
export interface KillWindow {
  readonly from: number;
  readonly to: number;
  readonly mayRepeat: boolean;
}

/** An answer that was sent this shortly before a kill may not have been on disk. */
export const SETTLING_MS = 500;

const timely = new Set([
  'started_at',
  'finished_at',
  'active_ms',
  'duration_ms',
  'seconds',
  'tokens_per_second',
  'memory_mb',
  'attempts',
  // Timeouts are in it, which a test may shorten.
  'plan_digest',
]);

export function readMade(project: CrashProject, run: string): RunMade {
  const report: unknown = JSON.parse(
    readFileSync(join(project.folder, '.limbeck', 'runs', run, 'report.json'), 'utf8'),
    (key, value: unknown) => (timely.has(key) ? undefined : value),
  );
  const counts = project
    .events(run)
    .flatMap((event) => (event.type === 'step-finished' ? [[event.step, event.counts] as const] : []));
  return { digests: project.digests(run), counts: Object.fromEntries(counts), report };
}

/** What differs from the undisturbed run, in words; nothing when all is the same. */
export function differences(made: RunMade, undisturbed: RunMade): string[] {
  return (['digests', 'counts', 'report'] as const).flatMap((part) => differing(made[part], undisturbed[part], part));
}

function differing(found: unknown, wanted: unknown, path: string): string[] {
  if (isDeepStrictEqual(found, wanted)) return [];
  if (typeof found !== 'object' || typeof wanted !== 'object' || found === null || wanted === null)
    return [`${path} is ${JSON.stringify(found)}, undisturbed ${JSON.stringify(wanted)}`];
  const names = new Set([...Object.keys(found), ...Object.keys(wanted)]);
  return [...names].flatMap((name) =>
    differing((found as Record<string, unknown>)[name], (wanted as Record<string, unknown>)[name], `${path}.${name}`),
  );
}

export interface Repeats {
  /** Repeated requests by the window that explains them. */
  readonly byWindow: readonly number[];
  /** Requests asked again that no kill explains. */
  readonly unexplained: number;
  /** How long before its kill the longest settled answer that was asked again had been sent. */
  readonly longestSettlingMs: number;
}

/** In flight at a moment, or answered so shortly before that the answer may not have been on disk. */
export function isAtRisk({ cameAt, leftAt }: Visit, { from, to, mayRepeat }: KillWindow): boolean {
  return mayRepeat && cameAt <= to && (leftAt === undefined || leftAt >= from - SETTLING_MS);
}

/** Every request beyond the first of its body must have been at risk at a kill between the two. */
export function explainRepeats(proxy: Pick<CountingProxy, 'visits'>, windows: readonly KillWindow[]): Repeats {
  const byWindow = windows.map(() => 0);
  let unexplained = 0;
  let longestSettlingMs = 0;
  const last = new Map<string, Visit>();
  for (const visit of proxy.visits) {
    const before = last.get(visit.digest);
    last.set(visit.digest, visit);
    if (!before) continue;
    const index = windows.findLastIndex((window) => window.from <= visit.cameAt && isAtRisk(before, window));
    if (index === -1) unexplained++;
    else {
      byWindow[index]!++;
      longestSettlingMs = Math.max(longestSettlingMs, windows[index]!.from - (before.leftAt ?? Infinity));
    }
  }
  return { byWindow, unexplained, longestSettlingMs: Math.round(longestSettlingMs) };
}
