import type { ReportEvaluation, ReportExample, ReportText } from '../../../schemas/generated/report.js';
import { chosenWords, examplesTitle, sayChoice, sayVerdict } from '../example-words.js';
import { formatCount } from '../format-number.js';
import { html, type Markup } from './markup.js';

/** What models said on a few rows, beside what they are held against. */
export function drawExamples({ examples, models }: ReportEvaluation): Markup | undefined {
  if (examples.length === 0) return undefined;
  const display = (name: string) => models.find((model) => model.name === name)?.display ?? name;
  const subject = display(examples[0]?.subject ?? '');
  const groups = (Object.keys(chosenWords) as (keyof typeof chosenWords)[]).map((chosen) => ({
    chosen,
    of: examples.filter((it) => it.chosen === chosen),
  }));
  return html`<h3>${examplesTitle({ examples })}</h3>
    <p class="lead">${sayChoice({ examples }, subject)}</p>
    ${groups.map(
      ({ chosen, of }) =>
        of.length > 0 &&
        html`<h4>${chosenWords[chosen].group}</h4>
          ${of.map((example) => drawExample(example, display))}`,
    )}`;
}

function drawExample(example: ReportExample, display: (name: string) => string): Markup {
  return html`<article class="example">
    ${example.input && html`<blockquote>${drawText(example.input)}</blockquote>`}
    <table aria-label="Predictions for row ${example.row}">
      <tbody>
        ${
          example.gold &&
          html`<tr class="gold">
            <th scope="row">gold</th>
            <td></td>
            <td>${drawText(example.gold)}</td>
          </tr>`
        }
        ${example.predictions.map(
          ({ model, text, correct, verdict, failure }) =>
            html`<tr>
              <th scope="row">${display(model)}</th>
              ${drawMark(correct, verdict)}
              <td>
                ${text ? drawText(text) : html`<i>no prediction</i>`}${failure !== undefined && html` <i>${failure}</i>`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </article>`;
}

function drawMark(correct: boolean | undefined, verdict: string | number | undefined): Markup {
  if (verdict !== undefined) return html`<td>${sayVerdict(verdict)}</td>`;
  return html`<td class="${correct ? 'right' : 'wrong'}">
    ${correct ? '✓' : '✗'}<span class="hidden"> ${correct ? 'right' : 'wrong'}</span>
  </td>`;
}

function drawText({ text, left_out }: ReportText): Markup {
  return html`<bdi class="said">${text}</bdi
    >${left_out > 0 && html`<span class="of"> … ${formatCount(left_out)} characters more</span>`}`;
}
