import type { ReportStep } from '../../../schemas/generated/report.js';
import { formatDuration } from '../format-number.js';
import { percent } from './chart-scale.js';
import { html, type Markup } from './markup.js';

const rowHeight = 38;

/** How long each step of this run worked. */
export function drawTimeChart(steps: readonly ReportStep[], id: string): Markup | undefined {
  const timed = steps.flatMap(({ id: name, stage, duration_ms: ms }) =>
    ms === undefined ? [] : [{ name, stage, ms }],
  );
  const longest = Math.max(...timed.map(({ ms }) => ms), 1);
  if (timed.length === 0) return undefined;
  return html`<svg
    class="chart"
    role="img"
    aria-labelledby="${id}-title ${id}-text"
    width="100%"
    height="${timed.length * rowHeight}"
  >
    <title id="${id}-title">Time by step</title>
    <desc id="${id}-text">${timed.map(({ name, ms }) => `${name} ${formatDuration(ms)}`).join(', ')}</desc>
    ${timed.map(({ name, stage, ms }, at) => {
      const y = at * rowHeight;
      return html`<text class="chart-name" x="1%" y="${y + 15}">${name}</text
        ><text class="chart-value" x="99%" y="${y + 15}" text-anchor="end">${formatDuration(ms)}</text
        ><rect class="track" x="1%" y="${y + 21}" width="98%" height="6" rx="1" /><rect
          class="bar stage-${stage}"
          x="1%"
          y="${y + 21}"
          width="${percent(Math.max(0.4, (98 * ms) / longest))}"
          height="6"
          rx="1"
        />`;
    })}
  </svg>`;
}
