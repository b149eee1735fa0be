/** A linear axis with round ends and ticks. Places are per cent of a drawing's width, so charts follow the page's width. */
export interface ChartScale {
  readonly ticks: readonly number[];
  /** 0 to 100. */
  place(value: number): number;
}

const margin = 1;

/** From 0 to 1 when all values lie there; else round steps around them, 0 among them when it is near. */
export function createScale(values: readonly number[], options: { readonly tight?: boolean } = {}): ChartScale {
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (!options.tight && low >= 0 && high <= 1) return scaleOver([0, 0.25, 0.5, 0.75, 1]);
  if (!options.tight || low < 0.35 * high) low = Math.min(0, low);
  if (high === low) high = low + 1;
  const step = roundStep((high - low) / 4);
  const ticks: number[] = [];
  for (let at = Math.floor(low / step); at * step < high + step * 0.999; at++) ticks.push(at * step);
  return scaleOver(ticks);
}

function scaleOver(ticks: readonly number[]): ChartScale {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  return { ticks, place: (value) => margin + (100 - 2 * margin) * ((value - low) / (high - low || 1)) };
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const times = [1, 2, 2.5, 5, 10].find((it) => it * power >= step * 0.999) ?? 10;
  return times * power;
}

export function tickText(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString('en', { maximumFractionDigits: 4 });
}

export function percent(place: number): string {
  return `${Number(place.toFixed(3))}%`;
}
