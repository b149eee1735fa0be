import type {
  ReportEvaluation,
  ReportMeasured,
  ReportMetricTraits,
  ReportTable,
} from '../../../schemas/generated/report.js';
import { formatCell, formatCount, formatMetric, formatShare, titleWithUnit } from '../format-number.js';
import { drawExamples } from './examples-section.js';
import { html, type Content, type Markup } from './markup.js';
import { drawMetricChart } from './metric-chart.js';
import { drawTable } from './tables.js';

/** One evaluate step: what was found, the chart, the table, the comparisons, the predictions. */
export function drawResult(evaluation: ReportEvaluation, index: number): Markup {
  const { step, set, metrics, metric_traits: traits = {}, models, gate } = evaluation;
  const id = `result-${index}`;
  const charted = metrics.filter((metric) => hasIntervals(models, metric));
  const size = set.rows === undefined ? 'the' : formatCount(set.rows);
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">Result <span class="of">${step}</span></h2>
    <p class="lead">
      Every model below answered the same ${size} ${set.held_out ? 'held-out ' : ''}rows of
      <b>${set.names.join(', ')}</b>, measured by <code>${evaluation.use}</code>.
    </p>
    <div class="pair">
      <div>
        <ul class="findings">
          ${evaluation.findings.map(({ kind, text }) => html`<li class="${kind}">${text}</li>`)}
        </ul>
        ${gate && drawGate(gate)}
      </div>
      <div class="charts">
        ${(charted.length > 0 ? charted : metrics).map(
          (metric, at) =>
            html`<figure>
              <figcaption>
                ${titleWithUnit(metric, traits[metric])}
                <span class="of">${sayHow(traits[metric], charted.length > 0)}</span>
              </figcaption>
              ${drawMetricChart(metric, models, `${id}-chart-${at}`)}
            </figure>`,
        )}
      </div>
    </div>
    ${drawScores(evaluation)}
    <div class="pair">
      ${charted.map((metric) => drawComparisons(evaluation, metric))}
      <div class="care">
        <h4>Read it with care</h4>
        <ul class="caveats">
          ${evaluation.caveats.map((caveat) => html`<li>${caveat}</li>`)}
        </ul>
      </div>
    </div>
    ${(evaluation.tables ?? []).map((table) => drawResultTable(table, models))} ${drawExamples(evaluation)}
  </section>`;
}

function sayHow(traits: ReportMetricTraits | undefined, hasWhiskers: boolean): string {
  return [...(traits ? [`${traits.better} is better`] : []), ...(hasWhiskers ? ['whiskers: interval'] : [])].join('; ');
}

function drawResultTable(
  { model, title, columns, rows, note }: ReportTable,
  models: readonly ReportMeasured[],
): Markup {
  const of = model === undefined ? '' : `${models.find(({ name }) => name === model)?.display ?? model}: `;
  return html`${drawTable(
    `${of}${title}`,
    columns.map((name, at) => ({ title: name, number: rows.some((row) => typeof row[at] === 'number') })),
    rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatCell(cell) : cell))),
  )}${note !== undefined && html`<p class="of">${note}</p>`}`;
}

function hasIntervals(models: readonly ReportMeasured[], metric: string): boolean {
  return models.some((model) => model.metrics[metric]?.low !== undefined);
}

function drawGate(gate: NonNullable<ReportEvaluation['gate']>): Markup {
  const [kind, said] =
    gate.met === undefined ? ['open', 'not reached'] : gate.met ? ['met', 'met'] : ['not-met', 'not met'];
  return html`<p class="gate ${kind}"><b>Gate ${said}</b> <code>${gate.expression}</code></p>`;
}

function drawScores({ metrics, metric_traits: traits = {}, models }: ReportEvaluation): Markup {
  return drawTable(
    'Scores, with intervals',
    [
      { title: 'Model' },
      ...metrics.map((metric) => ({ title: titleWithUnit(metric, traits[metric]), number: true })),
      { title: 'n', number: true },
      { title: 'Failed', number: true },
    ],
    models.map((model) => [
      html`<span class="swatch ${model.role}"></span>${model.display}<small>${model.detail}</small>`,
      ...metrics.map((metric) => drawScore(model, metric)),
      spread(metrics.flatMap((metric) => model.metrics[metric]?.n ?? [])),
      model.failed === undefined ? '–' : formatCount(model.failed),
    ]),
  );
}

function drawScore(model: ReportMeasured, metric: string): Content {
  const score = model.metrics[metric];
  if (!score) return '–';
  const { value, low, high } = score;
  const interval =
    low !== undefined && high !== undefined && html`<small>${formatMetric(low)} to ${formatMetric(high)}</small>`;
  return html`${formatMetric(value)}${interval}`;
}

function spread(counts: readonly number[]): string {
  return counts.length === 0 ? '–' : [...new Set(counts)].map(formatCount).join(', ');
}

const verdicts = {
  apart: 'apart',
  overlap: 'overlap: no difference shown',
  'no-interval': 'no interval: no claim',
} as const;

function drawComparisons({ comparisons, gaps, models }: ReportEvaluation, metric: string): Markup | undefined {
  const own = comparisons.filter((comparison) => comparison.metric === metric);
  if (own.length === 0) return undefined;
  const display = (name: string) => models.find((model) => model.name === name)?.display ?? name;
  return html`<div>
    ${drawTable(
      `Differences in ${metric}`,
      [{ title: 'Models' }, { title: 'Difference', number: true }, { title: 'Intervals' }],
      own.map(({ a, b, difference, verdict, better }) => [
        html`${display(a)} <span class="of">less</span> ${display(b)}`,
        `${difference > 0 ? '+' : ''}${formatMetric(difference).replace('-', '−')}`,
        html`<span class="${verdict}"
          >${better === undefined ? verdicts[verdict] : `apart: ${display(better)} is better`}</span
        >`,
      ]),
    )}${gaps
      .filter((gap) => gap.metric === metric)
      .map(
        (gap) =>
          html`<p class="gap">
            Share of the gap from ${display(gap.untrained)} to ${display(gap.teacher)} that ${display(gap.model)}
            closed:
            <b>${formatShare(gap.share)}</b>
          </p>`,
      )}
  </div>`;
}
