import type { ReportEvaluation, ReportExample, ReportMeasured, ReportText } from '../../../schemas/generated/report.js';
import { formatCount, formatMetric, formatShare } from '../format-number.js';
import { html, type Content, type Markup } from './markup.js';
import { drawMetricChart } from './metric-chart.js';
import { drawTable } from './tables.js';

/** One evaluate step: what was found, the chart, the table, the comparisons, the predictions. */
export function drawResult(evaluation: ReportEvaluation, index: number): Markup {
  const { step, set, metrics, models, gate } = evaluation;
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
                ${metric} ${charted.length > 0 && html`<span class="of">whiskers: interval</span>`}
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
    ${drawExamples(evaluation)}
  </section>`;
}

function hasIntervals(models: readonly ReportMeasured[], metric: string): boolean {
  return models.some((model) => model.metrics[metric]?.low !== undefined);
}

function drawGate(gate: NonNullable<ReportEvaluation['gate']>): Markup {
  const [kind, said] =
    gate.met === undefined ? ['open', 'not reached'] : gate.met ? ['met', 'met'] : ['not-met', 'not met'];
  return html`<p class="gate ${kind}"><b>Gate ${said}</b> <code>${gate.expression}</code></p>`;
}

function drawScores({ metrics, models }: ReportEvaluation): Markup {
  return drawTable(
    'Scores, with intervals',
    [
      { title: 'Model' },
      ...metrics.map((metric) => ({ title: metric, number: true })),
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
      own.map(({ a, b, difference, verdict }) => [
        html`${display(a)} <span class="of">less</span> ${display(b)}`,
        `${difference > 0 ? '+' : ''}${formatMetric(difference).replace('-', '−')}`,
        html`<span class="${verdict}">${verdicts[verdict]}</span>`,
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

function drawExamples({ examples, models }: ReportEvaluation): Markup | undefined {
  if (examples.length === 0) return undefined;
  const display = (name: string) => models.find((model) => model.name === name)?.display ?? name;
  const subject = display(examples[0]?.subject ?? '');
  const groups = (['wrong', 'correct'] as const).map((chosen) => ({
    chosen,
    of: examples.filter((it) => it.chosen === chosen),
  }));
  return html`<h3>Predictions beside gold</h3>
    <p class="lead">
      The first held-out rows, in order, that ${subject} had wrong and those it had right. Not hand-picked.
    </p>
    ${groups.map(
      ({ chosen, of }) =>
        of.length > 0 &&
        html`<h4>${chosen === 'wrong' ? 'Wrong' : 'Right'}</h4>
          ${of.map((example) => drawExample(example, display))}`,
    )}`;
}

function drawExample(example: ReportExample, display: (name: string) => string): Markup {
  return html`<article class="example">
    ${example.input && html`<blockquote>${drawText(example.input)}</blockquote>`}
    <table aria-label="Predictions for row ${example.row}">
      <tbody>
        <tr class="gold">
          <th scope="row">gold</th>
          <td></td>
          <td>${drawText(example.gold)}</td>
        </tr>
        ${example.predictions.map(
          ({ model, text, correct, failure }) =>
            html`<tr>
              <th scope="row">${display(model)}</th>
              <td class="${correct ? 'right' : 'wrong'}">
                ${correct ? '✓' : '✗'}<span class="hidden"> ${correct ? 'right' : 'wrong'}</span>
              </td>
              <td>
                ${text ? drawText(text) : html`<i>no prediction</i>`}${failure !== undefined && html` <i>${failure}</i>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </article>`;
}

function drawText({ text, left_out }: ReportText): Markup {
  return html`<bdi class="said">${text}</bdi
    >${left_out > 0 && html`<span class="of"> … ${formatCount(left_out)} characters more</span>`}`;
}
