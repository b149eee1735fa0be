import { findDates, type FoundDate, type Span } from './dates.js';
import { daysInNotice, findQuantities, monthsIn, type FoundQuantity } from './quantities.js';

/** What a clause says of its own length. Snake case: this is the reply as it is sent. */
export interface Terms {
  /** First day, ISO 8601. */
  readonly start: string;
  readonly months: number;
  /** A week counted as 7 days, a month as 30. */
  readonly notice_days: number;
}

export interface ReadClause {
  readonly terms: Terms;
  /** Where each of them stands in the text. */
  readonly places: { readonly start: Span; readonly months: Span; readonly notice: Span };
}

export type ReadResult = ReadClause | { readonly missing: 'start date' | 'duration' | 'notice period' };

/** Words near a span that speak for or against a reading of it. `before` ends at the span, `after` begins there. */
interface Cue {
  readonly weight: number;
  readonly before?: RegExp;
  readonly after?: RegExp;
}

const noticeCues: readonly Cue[] = [
  { weight: 6, after: /^ (?:\w+ ){0,3}notice\b/i },
  { weight: 6, before: /\bnotice(?: period)?(?: \w+){0,4}:? $/i },
  { weight: 4, before: /\bnotice\b[^.;]*$/i, after: /^ (?:\w+ )?(?:before|in advance|ahead|earlier|prior)\b/i },
  { weight: 4, after: /^ (?:before|beforehand|in advance|ahead|after (?:\w+ ){0,3}notice)/i },
  { weight: 2, before: /\b(?:terminat|cancel|end|leav|quit|resign|withdraw|announce)\w*\b[^.;]{0,60}$/i },
  { weight: -4, before: /\b(?:within|every|after) $/i },
];
const durationCues: readonly Cue[] = [
  { weight: 4, before: /\b(?:term|period|duration|length)(?: of term)?(?: \w+){0,6}:? $/i },
  {
    weight: 4,
    before: /\b(?:last|run|continu|remain|stay|expire|end|close)\w*(?: in force| so)? (?:for |after |over )?$/i,
  },
  { weight: 3, before: /\b(?:for|during|over|than|of) (?:a (?:fixed |initial )?(?:term|period) of |the )?$/i },
  { weight: 2, after: /^ (?:later|thereafter|from|beginning|starting|that follow|as (?:of|from))/i },
  { weight: -6, before: /\bnotice(?: period)?(?: \w+){0,3}:? $/i },
  { weight: -6, after: /^ (?:\w+ ){0,3}notice\b/i },
  { weight: -4, before: /\b(?:within|every) $/i },
];
const startCues: readonly Cue[] = [
  {
    weight: 4,
    before: /\b(?:start|begin|commenc|effect|open|first day|as of|as from|from|comes? into|enters? into)[^.;]{0,40}$/i,
  },
  { weight: 1, before: /\bon $/i },
  { weight: -6, before: /\b(?:signed|dated|made|agreed|executed)(?: \w+){0,4}(?: on)? $/i },
];

/** Against a notice that is longer than the contract: possible, but seldom meant. */
const longNotice = 4;

/** Reads by rules: finds every date and time span, weighs the words around each, and takes the best reading. */
export function readTerms(clause: string): ReadResult {
  const date = best(findDates(clause), (found) => weigh(clause, found, startCues));
  if (!date) return { missing: 'start date' };
  const split = splitQuantities(clause, findQuantities(clause));
  if ('missing' in split) return split;
  const { duration, notice } = split;
  return {
    terms: { start: date.iso, months: monthsIn(duration)!, notice_days: daysInNotice(notice)! },
    places: { start: spanOf(date), months: spanOf(duration), notice: spanOf(notice) },
  };
}

interface Split {
  readonly duration: FoundQuantity;
  readonly notice: FoundQuantity;
}

/** Which quantity is the duration and which the notice: the pair with the most weight together. */
function splitQuantities(
  clause: string,
  found: readonly FoundQuantity[],
): Split | { missing: 'duration' | 'notice period' } {
  const durations = found.filter((item) => monthsIn(item) !== undefined);
  const notices = found.filter((item) => daysInNotice(item) !== undefined && item.extraMonths === 0);
  if (durations.length === 0) return { missing: 'duration' };
  const pairs = durations.flatMap((duration) =>
    notices.filter((notice) => notice !== duration).map((notice): Split => ({ duration, notice })),
  );
  const pair = best(
    pairs,
    ({ duration, notice }) =>
      weigh(clause, duration, durationCues) +
      weigh(clause, notice, noticeCues) +
      (notice.possessive ? 2 : 0) -
      (daysInNotice(notice)! > 30 * monthsIn(duration)! ? longNotice : 0),
  );
  return pair ?? { missing: 'notice period' };
}

function weigh(text: string, { from, to }: Span, cues: readonly Cue[]): number {
  const before = text.slice(Math.max(0, from - 100), from);
  const after = text.slice(to, to + 60);
  const holds = ({ before: left, after: right }: Cue): boolean =>
    (left?.test(before) ?? true) && (right?.test(after) ?? true);
  return cues.reduce((sum, cue) => sum + (holds(cue) ? cue.weight : 0), 0);
}

/** The first of equals. */
function best<T>(items: readonly T[], weightOf: (item: T) => number): T | undefined {
  let chosen: { readonly item: T; readonly weight: number } | undefined;
  for (const item of items) {
    const weight = weightOf(item);
    if (!chosen || weight > chosen.weight) chosen = { item, weight };
  }
  return chosen?.item;
}

function spanOf({ from, to }: FoundDate | FoundQuantity): Span {
  return { from, to };
}
