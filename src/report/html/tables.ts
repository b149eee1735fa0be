import { html, type Content, type Markup } from './markup.js';

export interface HtmlColumn {
  readonly title: string;
  /** Numbers stand right. */
  readonly number?: boolean;
}

/**
 * A table with headers on both sides. On a narrow page each row becomes a card: cells carry their column's title for
 * that, and roles are spelt out because browsers forget them when a table is laid out otherwise.
 */
export function drawTable(
  caption: string,
  columns: readonly HtmlColumn[],
  rows: readonly (readonly Content[])[],
): Markup {
  return html`<div class="table">
    <table role="table">
      <caption>
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(({ title, number }) => html`<th role="columnheader" scope="col" class="${kindOf(number)}">${title}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map((cells) => drawRow(cells, columns))}
      </tbody>
    </table>
  </div>`;
}

function drawRow(cells: readonly Content[], columns: readonly HtmlColumn[]): Markup {
  const [name, ...others] = cells;
  return html`<tr role="row">
    <th role="rowheader" scope="row">${name}</th>
    ${others.map((cell, at) => {
      const { title, number } = columns[at + 1] ?? { title: '' };
      const empty = isEmpty(cell) && 'empty';
      return html`<td role="cell" class="${kindOf(number)} ${empty}" data-title="${title}">${cell}</td>`;
    })}
  </tr>`;
}

function kindOf(number: boolean | undefined): string {
  return number ? 'number' : 'words';
}

function isEmpty(cell: Content): boolean {
  if (cell === undefined || cell === false || cell === '') return true;
  return Array.isArray(cell) && cell.every((part: Content) => isEmpty(part));
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
