import { stripVTControlCharacters } from 'node:util';

/** Colours for a stream, or none: NO_COLOR, a dumb terminal and anything that is no terminal get plain text. */
export interface Style {
  readonly colours: boolean;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

export function createStyle(stream: { readonly isTTY?: boolean | undefined }, env: NodeJS.ProcessEnv): Style {
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0';
  const colours = !env['NO_COLOR'] && (forced || (stream.isTTY === true && env['TERM'] !== 'dumb'));
  const paint =
    (open: number, close: number) =>
    (text: string): string =>
      colours ? `\u001B[${open}m${text}\u001B[${close}m` : text;
  return {
    colours,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}

const ESCAPE = String.fromCodePoint(27);
const COLOUR = new RegExp(`(${ESCAPE}\\[[0-9;]*m)`);

export function visibleLength(text: string): number {
  return Array.from(stripVTControlCharacters(text)).length;
}

/** Cut to a width, leaving colours whole and closed. */
export function fitTo(text: string, width: number): string {
  if (visibleLength(text) <= width) return text;
  let shown = 0;
  let result = '';
  for (const part of text.split(COLOUR)) {
    if (part.startsWith(ESCAPE)) result += part;
    else {
      const room = Math.max(0, width - 1 - shown);
      const kept = Array.from(part).slice(0, room);
      result += kept.join('');
      shown += kept.length;
    }
  }
  return `${result}…`;
}
