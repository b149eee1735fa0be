/** A number as an answer states it. */
export interface NumberRead {
  readonly value: number;
  /** Written with a percent sign or word; `value` is what stands before it (50 for "50%"). */
  readonly percent: boolean;
}

const sign = '(?<sign>[-+])?';
const currency = '(?:(?:US|A|C|HK)?[$\u20ac\u00a3\u00a5\u20b9]\\s*)?';
const grouped = "\\d{1,3}(?:[,'\u2019\u00a0\u2009\u202f]\\d{3})+(?!\\d)";
const digits = `(?<digits>(?:${grouped}|\\d+)(?:\\.\\d+)?|\\.\\d+)`;
const power = '(?:[eE](?<exponent>[-+]?\\d+)|\\s*[x\u00d7*]\\s*10\\s*\\^\\s*\\{?(?<power>[-+]?\\d+)\\}?)?';
const fraction = '(?:(?:\\s+(?<part>\\d+))?\\s*\\/\\s*(?<below>\\d+)(?![\\d/.]))?';
const scale = '(?:\\s*(?<scale>thousand|million|billion|trillion)\\b)?';
const percent = '(?<percent>\\s*(?:%|percent\\b|per cent\\b))?';
const pattern = `${sign}${currency}${sign.replace('sign', 'inner')}${digits}${power}${fraction}${scale}${percent}`;

const anywhere = new RegExp(`(?<![\\d.])${pattern}`, 'iu');
const everywhere = new RegExp(anywhere, 'giu');
const alone = new RegExp(`^${pattern}$`, 'iu');

const scales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
const vulgar: Readonly<Record<string, string>> = {
  '\u00bc': '1/4',
  '\u00bd': '1/2',
  '\u00be': '3/4',
  '\u2153': '1/3',
  '\u2154': '2/3',
  '\u215b': '1/8',
};

/**
 * The number an answer states: the first one in the text, or the first after its last "=". Reads currency signs,
 * thousands ("1,234.50"), fractions and mixed numbers ("1 1/2"), powers of ten, "2.5 million", percent; reads past units.
 * A comma is never a decimal point. Absent when there is no number.
 */
export function readNumber(text: string): NumberRead | undefined {
  const plain = plainDigits(text);
  const afterEquals = plain.slice(plain.lastIndexOf('=') + 1);
  const found = anywhere.exec(afterEquals) ?? anywhere.exec(plain);
  return found ? valueOf(found) : undefined;
}

/** The last number of a text: the usual reading of a solution that does not mark its answer. */
export function readLastNumber(text: string): NumberRead | undefined {
  const found = [...plainDigits(text).matchAll(everywhere)].at(-1);
  return found ? valueOf(found) : undefined;
}

/** Whether the text is a number and nothing else (a full stop at its end apart). */
export function isNumberText(text: string): boolean {
  return alone.test(plainDigits(text).trim().replace(/\.$/, ''));
}

export interface NumberTolerance {
  /** Largest difference still equal. */
  readonly absolute: number;
  /** Largest difference still equal, as a share of the second number. */
  readonly relative: number;
}

/** Equal up to the tolerance and to rounding in the ninth digit. A percent equals both its number and its share. */
export function sameNumber(a: NumberRead, b: NumberRead, { absolute, relative }: NumberTolerance): boolean {
  const close = (x: number, y: number): boolean =>
    Math.abs(x - y) <= Math.max(absolute, relative * Math.abs(y), 1e-9 * Math.max(Math.abs(x), Math.abs(y)));
  if (close(a.value, b.value)) return true;
  return a.percent !== b.percent && close(a.percent ? a.value / 100 : a.value, b.percent ? b.value / 100 : b.value);
}

/** Full-width and typographic characters as plain ones, LaTeX fractions as a/b. */
function plainDigits(text: string): string {
  return text
    .replace(/[\uff05\uff0b-\uff19]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[\u00bc-\u00be\u2153\u2154\u215b]/g, (char) => ` ${vulgar[char]} `)
    .replace(/\\d?frac\{(\d+)\}\{(\d+)\}/g, ' $1/$2 ')
    .replace(/\\([$%,])/g, '$1')
    .replace(/\\times\b/g, '\u00d7')
    .replace(/\u2044/g, '/');
}

function valueOf({ groups = {}, index, input }: RegExpExecArray): NumberRead {
  let value = Number(groups['digits']!.replace(/[,'\u2019\u00a0\u2009\u202f]/g, ''));
  const below = Number(groups['below']);
  if (groups['part'] !== undefined) value += Number(groups['part']) / below;
  else if (groups['below'] !== undefined) value /= below;
  value *=
    10 ** Number(groups['exponent'] ?? groups['power'] ?? 0) * (scales[groups['scale']?.toLowerCase() ?? ''] ?? 1);
  // "5-3" is no negative number, nor is the end of "2-for-1" or "(x)-1".
  const isMinus =
    groups['inner'] === '-' || (groups['sign'] === '-' && !/[\p{L}\p{N})]\s?$/u.test(input.slice(0, index)));
  return { value: isMinus ? -value : value, percent: groups['percent'] !== undefined };
}
