import type { ReportTraining } from '../../../schemas/generated/report.js';
import { formatCount, formatMetric } from '../format-number.js';
import { createScale, percent, tickText } from './chart-scale.js';
import { html, type Markup } from './markup.js';

const height = 168;
const left = 12;

/** Training loss over optimizer steps. The line stretches with the page, its stroke and its labels do not. */
export function drawLossChart(training: ReportTraining, id: string): Markup | undefined {
  const points = training.losses.flatMap(([step, loss]) =>
    step === undefined || loss === undefined ? [] : [{ step, loss }],
  );
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 2) return undefined;
  const scale = createScale(
    points.map((point) => point.loss),
    { tight: true },
  );
  const span = last.step - first.step || 1;
  const y = (loss: number) => height * (1 - scale.place(loss) / 100);
  const line = points
    .map(({ step, loss }) => `${round(((step - first.step) / span) * 1000)},${round(y(loss))}`)
    .join(' ');
  return html`<svg
    class="chart"
    role="img"
    aria-labelledby="${id}-title ${id}-text"
    width="100%"
    height="${height + 22}"
  >
    <title id="${id}-title">Training loss of ${training.step}</title>
    <desc id="${id}-text">
      From ${formatMetric(first.loss)} at step ${first.step} to ${formatMetric(last.loss)} at step ${last.step}.
    </desc>
    ${scale.ticks.map((tick) => drawTick(tick, y(tick)))}
    <svg
      x="${left}%"
      y="0"
      width="${99 - left}%"
      height="${height}"
      viewBox="0 0 1000 ${height}"
      preserveAspectRatio="none"
    >
      <polyline class="curve" vector-effect="non-scaling-stroke" points="${line}" />
    </svg>
    <text class="tick" x="${left}%" y="${height + 16}">${formatCount(first.step)}</text>
    <text class="tick" x="${percent((left + 99) / 2)}" y="${height + 16}" text-anchor="middle">optimizer step</text>
    <text class="tick" x="99%" y="${height + 16}" text-anchor="end">${formatCount(last.step)}</text>
  </svg>`;
}

function drawTick(tick: number, y: number): Markup {
  return html`<line class="grid" x1="${left}%" x2="99%" y1="${round(y)}" y2="${round(y)}" /><text
      class="tick"
      x="${percent(left - 1.5)}"
      y="${round(Math.max(10, y + 4))}"
      text-anchor="end"
      >${tickText(tick)}</text
    >`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
