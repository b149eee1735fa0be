/**
 * Every way in which the clauses of recipes/examples/contract-terms may spell a term: an index from the term to its spellings, made
 * without the teacher's reader, so that gold answers are checked by something else than what they measure.
 */
export interface GoldTerms {
  readonly start: string;
  readonly months: number;
  readonly notice_days: number;
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');
const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function inWords(value: number): string {
  if (value < 20) return small[value]!;
  const [ten, one] = [Math.floor(value / 10), value % 10];
  if (value < 100) return one === 0 ? tens[ten]! : `${tens[ten]}-${small[one]}`;
  return value === 100 ? 'one hundred' : `one hundred and ${inWords(value - 100)}`;
}

function counted(value: number, unit: string): string[] {
  const words = inWords(value);
  if (value > 1) return [`${value} ${unit}s`, `${words} ${unit}s`, `${words} (${value}) ${unit}s`];
  return [`1 ${unit}`, `one ${unit}`, `a ${unit}`, `one (1) ${unit}`];
}

export function startSpellings(iso: string): string[] {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  const name = monthNames[month - 1]!;
  const teen = day > 10 && day < 14;
  const nth = `${day}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
  return [
    `${day} ${name} ${year}`,
    `${name} ${day}, ${year}`,
    `${nth} ${name} ${year}`,
    `${nth} of ${name} ${year}`,
    iso,
  ];
}

export function durationSpellings(months: number): string[] {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return [
    ...counted(months, 'month'),
    ...(rest === 0 ? counted(years, 'year') : []),
    ...(years > 0 && rest > 0
      ? counted(years, 'year').flatMap((y) => counted(rest, 'month').map((m) => `${y} and ${m}`))
      : []),
    ...(months === 6 ? ['half a year'] : []),
  ];
}

export function noticeSpellings(days: number): string[] {
  return [
    ...counted(days, 'day'),
    ...(days % 7 === 0 ? counted(days / 7, 'week') : []),
    ...(days % 30 === 0 ? counted(days / 30, 'month') : []),
  ];
}

/** Terms that the clause does not spell as whole words, in any of these ways. */
export function unstated(clause: string, terms: GoldTerms): string[] {
  const text = clause.toLowerCase();
  const states = (spellings: readonly string[]): boolean =>
    spellings.some((spelling) =>
      new RegExp(`(?<![\\w-])${spelling.toLowerCase().replaceAll(/[()]/g, '\\$&')}(?![\\w])`).test(text),
    );
  return [
    ...(states(startSpellings(terms.start)) ? [] : ['start']),
    ...(states(durationSpellings(terms.months)) ? [] : ['months']),
    ...(states(noticeSpellings(terms.notice_days)) ? [] : ['notice_days']),
  ];
}
