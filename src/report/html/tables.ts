import { html, type Content, type Markup } from './markup.js';

export interface HtmlColumn {
  readonly title: Content;
  /** Numbers stand right. */
  readonly number?: boolean;
}

/** A table with headers on both sides, in a region that scrolls by itself where the page is too narrow. */
export function drawTable(
  caption: string,
  columns: readonly HtmlColumn[],
  rows: readonly (readonly Content[])[],
): Markup {
  const kind = (at: number) => (columns[at]?.number ? html` class="number"` : undefined);
  return html`<div class="table" role="region" aria-label="${caption}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title }, at) => html`<th scope="col" ${kind(at)}>${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td${kind(at)}>${cell}</td>`))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

/** Names and values. */
export function drawFacts(facts: readonly (readonly [string, Content])[]): Markup {
  return html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** A digest: its beginning, the whole of it for those who point at it or copy it. */
export function drawDigest(digest: string): Markup {
  return html`<code class="digest" title="${digest}">${digest.slice(0, 12)}</code>`;
}
