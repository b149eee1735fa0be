import type { Report, ReportSpend, ReportStep, ReportTraining } from '../../../schemas/generated/report.js';
import {
  formatBudget,
  formatCount,
  formatRejected,
  formatDuration,
  formatMetric,
  formatMoney,
  formatMoneyBriefly,
} from '../format-number.js';
import { tellLoop, tellReview } from '../review-and-loop-words.js';
import { drawLossChart } from './loss-chart.js';
import { html, type Content, type Markup } from './markup.js';
import { drawTable } from './tables.js';
import { drawTimeChart } from './time-chart.js';

/** A curve and the facts of each training. */
export function drawTrainings(trainings: readonly ReportTraining[]): Markup | undefined {
  if (trainings.length === 0) return undefined;
  return html`<section aria-labelledby="training">
    <h2 id="training">Training</h2>
    <div class="charts">
      ${trainings.map((training, at) => {
        const chart = drawLossChart(training, `loss-${at}`);
        return (
          chart &&
          html`<figure>
            <figcaption>${training.step} <span class="of">loss</span></figcaption>
            ${chart}
          </figure>`
        );
      })}
    </div>
    ${drawTable(
      'Trainings',
      [
        { title: 'Training' },
        ...['Rows', 'Steps', 'Epochs', 'Last loss', 'Parameters', 'Tokens/s', 'Memory', 'Time'].map((title) => ({
          title,
          number: true,
        })),
        { title: 'Device' },
      ],
      trainings.map((training) => [
        html`${training.step}<small>${training.student}${training.reused ? ', reused' : ''}</small>`,
        count(training.rows),
        count(training.steps),
        training.epochs === undefined ? '–' : String(Number(training.epochs.toFixed(2))),
        training.final_loss === undefined ? '–' : formatMetric(training.final_loss),
        drawParameters(training),
        training.tokens_per_second === undefined ? '–' : formatCount(Math.round(training.tokens_per_second)),
        training.memory_mb === undefined ? '–' : `${formatCount(Math.round(training.memory_mb))} MB`,
        training.seconds === undefined ? '–' : formatDuration(training.seconds * 1000),
        training.device ?? '–',
      ]),
    )}
  </section>`;
}

function drawParameters({ parameters, trainable_parameters: trained }: ReportTraining): Content {
  const part = trained !== undefined && trained !== parameters && html`<small>${formatCount(trained)} trained</small>`;
  return html`${count(parameters)}${part}`;
}

/** Rows in and out of every step; nothing is dropped in silence. */
export function drawRows({ steps, loops = [] }: Pick<Report, 'steps' | 'loops'>): Markup {
  return html`<section aria-labelledby="rows">
    <h2 id="rows">Rows</h2>
    ${drawTable(
      'Rows in, out, rejected and failed, by step',
      [
        { title: 'Step' },
        ...['In', 'Out', 'Rejected', 'Failed'].map((title) => ({ title, number: true })),
        { title: 'Reasons' },
      ],
      steps.map((step) => [
        html`${step.id}<small>${step.use}${step.inputs.length > 0 && ` from ${step.inputs.join(', ')}`}</small>${drawState(step)}`,
        count(step.counts?.in),
        count(step.counts?.out),
        step.counts ? formatRejected(step.counts) : '',
        count(step.counts?.failed),
        drawReasons(step),
      ]),
    )}
    ${loops.map((loop) => html`<p>${loop.id}: ${tellLoop(loop)}.</p>`)}
  </section>`;
}

function drawState({ state, counts }: ReportStep): Markup | undefined {
  if (state === 'done') return undefined;
  return html` <span class="state ${state}">${state}${counts?.partial && ', counts so far'}</span>`;
}

function drawReasons({ counts, skipped_because: because, review, error }: ReportStep): Content {
  const reasons = Object.entries(counts?.reasons ?? {}).map(([reason, rows]) => `${reason} ${formatCount(rows)}`);
  return [
    reasons.join(', '),
    review && html`<small>${tellReview(review)}</small>`,
    because !== undefined && `skipped: ${because}`,
    error && html`<span class="error">${error.code}: ${error.message}</span>`,
  ];
}

/** Calls, tokens, money and time. */
export function drawCosts({ steps, spend, run, budget }: Report): Markup {
  const asking = steps.filter((step) => [step.spend, step.made_spend].some((it) => it && it.calls + it.reused > 0));
  const limits = formatBudget(budget);
  return html`<section aria-labelledby="costs">
    <h2 id="costs">Calls, money, time</h2>
    <div class="pair">
      <div>
        ${
          asking.length > 0 &&
          drawTable(
            'What answers cost in this run',
            [
              { title: 'Step' },
              ...['Calls', 'Reused', 'Tokens in', 'Tokens out', 'Money'].map((title) => ({ title, number: true })),
            ],
            [
              ...asking.map((step) => [step.id, ...spendCells(step.spend)]),
              [html`<b>in all</b>`, ...spendCells(spend.here)],
            ],
          )
        }
        <p>
          Money:
          ${formatMoney(spend.here)}.${
            spend.earlier &&
            ` Reused steps had cost ${formatCount(spend.earlier.calls)} calls, money ${formatMoney(spend.earlier)}, when an earlier run made them.`
          }${limits.length > 0 && ` Budget: ${limits.join(', ')}.`}
        </p>
      </div>
      <figure>
        <figcaption>
          Time by step
          <span class="of"
            >${formatDuration(run.active_ms)} in all${run.attempts > 1 && `, ${run.attempts} attempts`}</span
          >
        </figcaption>
        ${drawTimeChart(steps, 'time')}
      </figure>
    </div>
  </section>`;
}

function spendCells(spend: ReportSpend): Content[] {
  return [
    formatCount(spend.calls),
    formatCount(spend.reused),
    formatCount(spend.prompt_tokens),
    formatCount(spend.completion_tokens),
    formatMoneyBriefly(spend),
  ];
}

function count(value: number | undefined): string {
  return value === undefined ? '–' : formatCount(value);
}
