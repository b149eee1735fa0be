import type { ReportMeasured } from '../../../schemas/generated/report.js';
import { formatMetric } from '../format-number.js';
import { showLine } from '../safe-text.js';
import { shorten } from '../text-table.js';
import { createScale, percent, tickText } from './chart-scale.js';
import { html, type Markup } from './markup.js';

const rowHeight = 46;

/** Horizontal bars with interval whiskers, one for each model that has the metric. */
export function drawMetricChart(metric: string, models: readonly ReportMeasured[], id: string): Markup {
  const rows = models.flatMap((model) => {
    const score = model.metrics[metric];
    return score ? [{ model, score }] : [];
  });
  const scale = createScale(
    rows.flatMap(({ score }) => [score.value, score.low ?? score.value, score.high ?? score.value]),
  );
  const height = rows.length * rowHeight;
  const zero = scale.place(Math.max(0, scale.ticks[0] ?? 0));
  const spoken = rows.map(({ model, score }) => `${model.display} ${formatMetric(score.value)}`).join(', ');
  return html`<svg
    class="chart"
    role="img"
    aria-labelledby="${id}-title ${id}-text"
    width="100%"
    height="${height + 24}"
  >
    <title id="${id}-title">${metric} by model, with intervals</title>
    <desc id="${id}-text">${showLine(spoken)}</desc>
    ${scale.ticks.map((tick) => drawTick(scale.place(tick), tickText(tick), height))}
    ${rows.map(({ model, score }, at) => {
      const y = at * rowHeight;
      const end = scale.place(score.value);
      const left = Math.min(zero, end);
      return html`<text class="chart-name" x="1%" y="${y + 16}">${shorten(showLine(model.display), 30)}</text>
        <text class="chart-value" x="99%" y="${y + 16}" text-anchor="end">${formatMetric(score.value)}</text>
        <rect
          class="bar ${model.role}"
          x="${percent(left)}"
          y="${y + 23}"
          width="${percent(Math.abs(end - zero))}"
          height="12"
          rx="1"
        />
        ${drawWhisker(score.low === undefined ? undefined : scale.place(score.low), score.high === undefined ? undefined : scale.place(score.high), y + 29)}`;
    })}
  </svg>`;
}

function drawTick(place: number, text: string, height: number): Markup {
  const anchor = place < 5 ? 'start' : place > 95 ? 'end' : 'middle';
  return html`<line class="grid" x1="${percent(place)}" x2="${percent(place)}" y1="0" y2="${height}" /><text
      class="tick"
      x="${percent(place)}"
      y="${height + 16}"
      text-anchor="${anchor}"
      >${text}</text
    >`;
}

function drawWhisker(low: number | undefined, high: number | undefined, y: number): Markup | undefined {
  if (low === undefined || high === undefined) return undefined;
  const [from, to] = [percent(low), percent(high)];
  return html`<line class="whisker" x1="${from}" x2="${to}" y1="${y}" y2="${y}" /><line
      class="whisker"
      x1="${from}"
      x2="${from}"
      y1="${y - 4}"
      y2="${y + 4}"
    /><line class="whisker" x1="${to}" x2="${to}" y1="${y - 4}" y2="${y + 4}" />`;
}
