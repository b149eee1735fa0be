/** How fast a counter grows, over the last seconds. Times are given, in milliseconds, so that it can be tested. */
export interface Rate {
  add(atMs: number, total: number): void;
  /** Per second; undefined until there are two points apart in time. */
  perSecond(nowMs: number): number | undefined;
}

const WINDOW_MS = 20_000;

export function createRate(): Rate {
  let points: { readonly at: number; readonly total: number }[] = [];
  return {
    add: (at, total) => {
      const last = points.at(-1);
      // A repeated event, or one of a resumed chunk, may count less than before: start anew.
      if (last && total < last.total) points = [];
      points.push({ at, total });
      while (points.length > 2 && points[1]!.at < at - WINDOW_MS) points.shift();
    },
    perSecond: (now) => {
      const [first] = points;
      const last = points.at(-1);
      if (!first || !last || last.at - first.at < 200) return undefined;
      // Time without news counts: a stalled step must not look fast.
      return ((last.total - first.total) * 1000) / (Math.max(last.at, now - 2_000) - first.at);
    },
  };
}
