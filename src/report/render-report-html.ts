import { createHash } from 'node:crypto';
import type { Report } from '../../schemas/generated/report.js';
import { sayUnmeasured } from './findings.js';
import { formatCount, formatDuration, formatMoneyBriefly, formatTime } from './format-number.js';
import { drawBasis } from './html/basis-section.js';
import { html, Markup, type Content } from './html/markup.js';
import { drawResult } from './html/result-section.js';
import { drawCosts, drawRows, drawTrainings } from './html/run-sections.js';
import { styleSheet } from './html/style.js';

/**
 * The report as one HTML file that needs nothing else: no script, no font, no picture from outside, and a policy that
 * refuses them. Text of records is escaped.
 */
export function renderReportHtml(report: Report): string {
  const hash = createHash('sha256').update(styleSheet).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  // Made by hand: the policy's digest is of these very bytes.
  const style = new Markup(`<style>${styleSheet}</style>`);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${report.recipe.name}: report of run ${report.run.name}</title>
        ${style}
      </head>
      <body>
        ${drawHead(report)}
        <main>
          ${report.evaluations.map(drawResult)}
          ${
            report.evaluations.length === 0 &&
            html`<section>
              <h2>Result</h2>
              <p>${sayUnmeasured(report)}</p>
            </section>`
          }
          ${drawTrainings(report.trainings)} ${drawRows(report)} ${drawCosts(report)} ${drawBasis(report)}
          ${drawNotes(report)}
          <section aria-labelledby="repeat">
            <h2 id="repeat">Repeat it</h2>
            ${
              report.commands.resume !== undefined &&
              html`<p>Go on with this run:</p>
                <pre><code>${report.commands.resume}</code></pre>`
            }
            <p>Run the same again:</p>
            <pre><code>${report.commands.repeat}</code></pre>
          </section>
        </main>
        <footer>
          <p>
            Made by Limbeck from the plan, the events and the step records of run ${report.run.name}. Intervals are 95 %
            unless the method says otherwise.
          </p>
        </footer>
      </body>
    </html> `;
  return page.text;
}

function drawHead({ recipe, run, spend, trainings }: Report): Markup {
  const rows = Math.max(0, ...trainings.map((training) => training.rows ?? 0));
  const stats: readonly (readonly [string, Content])[] = [
    ['Calls', formatCount(spend.here.calls)],
    ['Answers reused', formatCount(spend.here.reused)],
    ['Tokens', formatCount(spend.here.prompt_tokens + spend.here.completion_tokens)],
    ['Money', formatMoneyBriefly(spend.here)],
    ['Training rows', rows > 0 ? formatCount(rows) : '–'],
    ['Time', formatDuration(run.active_ms)],
  ];
  const facts = [`version ${recipe.version}`, recipe.skill, recipe.vertical, recipe.role, recipe.license].filter(
    (it) => it !== '',
  );
  return html`<header>
    <p class="kicker">Limbeck report</p>
    <h1>${recipe.name}</h1>
    <p class="abstract">${recipe.description}</p>
    <p class="meta">
      <span class="badge ${run.outcome}">${run.outcome.replaceAll('-', ' ')}</span> run
      ${run.name}${run.started_at !== undefined && `, ${formatTime(run.started_at)}`}
    </p>
    <p class="meta">${facts.join(' · ')}</p>
    ${run.error && html`<p class="error"><b>${run.error.code}</b> ${run.error.message} ${run.error.hint}</p>`}
    <dl class="stats">
      ${stats.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

function drawNotes({ notes }: Report): Markup | undefined {
  if (notes.length === 0) return undefined;
  return html`<section aria-labelledby="notes">
    <h2 id="notes">Warnings and notes</h2>
    <ul class="notes">
      ${notes.map(
        ({ level, text, step }) =>
          html`<li class="${level}">${step !== undefined && html`<b>${step}</b> `}${text}</li>`,
      )}
    </ul>
  </section>`;
}
