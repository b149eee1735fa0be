import { showText } from '../../report/safe-text.js';
import { padTo, shorten, wrapText } from '../../report/text-table.js';
import type { Style } from '../output/style.js';

export interface ValueSpace {
  readonly width: number;
  /** Lines a value may take; the rest is counted. */
  readonly lines: number;
  readonly style: Style;
}

/** A named value in a block: the name at the left, the text wrapped beside it. Whatever a teacher wrote is made safe. */
export function renderField(name: string, value: unknown, label: number, space: ValueSpace): string[] {
  const text = showText(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll('\t', '  ');
  const room = Math.max(20, space.width - label - 2);
  const all = text.split('\n').flatMap((line) => (line.trim() === '' ? [''] : wrapText(line, room)));
  while (all.length > 1 && all.at(-1) === '') all.pop();
  const shown = all.slice(0, space.lines);
  const left = all.length - shown.length;
  if (left > 0) shown.push(space.style.dim(`… ${left} more ${left === 1 ? 'line' : 'lines'}`));
  const head = space.style.dim(padTo(shorten(showText(name), label), label));
  return shown.map((line, at) => `${at === 0 ? head : ' '.repeat(label)}  ${line}`.trimEnd());
}

/** Fields under each other, their names in one column. */
export function renderFields(fields: readonly (readonly [string, unknown])[], space: ValueSpace): string[] {
  const label = Math.min(24, Math.max(...fields.map(([name]) => name.length)));
  return fields.flatMap(([name, value]) => renderField(name, value, label, space));
}
