import type { Random } from '../../core/random.js';
import { multiples, names, packs, places, things } from './lexicon.js';
import { readProblem, solveProblem, type Sentence } from './problem.js';
import type { SentenceForm } from './sentence-forms.js';

/** Amounts stay small enough for mental arithmetic. */
const largestAmount = 20;
const largestFactor = 5;
const largestTerm = 10;

/**
 * New problems in the manner of the examples: the sentences of one or several of them, other names, things and numbers.
 * None when no example can be read.
 */
export function writeProblems(examples: readonly string[], count: number, random: Random): string[] {
  const read = examples.map(readProblem).filter((found) => found !== undefined);
  if (read.length === 0) return [];
  const forms = read.flat().map(({ form }) => form);
  return Array.from({ length: count }, () => writeProblem(forms, random)).filter((text) => text !== undefined);
}

/** Draws after which forms that do not go together are given up. */
const mostDraws = 200;

/** A problem of these forms, of one to three steps, whose amounts are all small whole numbers. */
export function writeProblem(forms: readonly SentenceForm[], random: Random): string | undefined {
  for (let draw = 0; draw < mostDraws; draw++) {
    const sentences = fill(arrange(forms, random), random);
    const solved = solveProblem(sentences);
    if (solved && isFair(sentences, solved.steps)) return sentences.map(render).join(' ');
  }
  return undefined;
}

/** A start, no change to two, a question. Where nobody has the things, nothing is said of their owner. */
function arrange(forms: readonly SentenceForm[], random: Random): SentenceForm[] {
  const start = random.pick(forms.filter(({ part }) => part === 'start'));
  const owned = start.text.includes('{name}');
  const fitting = forms.filter(({ text }) => owned || !text.includes('{name}'));
  const changes = new Set(fitting.filter(({ part }) => part === 'change'));
  const questions = fitting.filter(({ part }) => part === 'question');
  const chosen = random.shuffled([...changes]).slice(0, random.pick([0, 1, 1, 1, 2]));
  return [start, ...chosen, random.pick(questions.length > 0 ? questions : [plainQuestion])];
}

/** Asked where every question that was shown is about an owner and there is none. */
const plainQuestion: SentenceForm = { part: 'question', operation: 'none', text: 'How many {things} are there now?' };

function fill(forms: readonly SentenceForm[], random: Random): Sentence[] {
  const [name, other, third] = random.shuffled(names);
  const common = { name: name!, things: random.pick(things), packs: random.pick(packs), place: random.pick(places) };
  const others = [other!, third!];
  return forms.map((form) => ({
    form,
    slots: { ...common, other: random.pick(others), ...numbersFor(form, random) },
  }));
}

function numbersFor({ operation, part, text }: SentenceForm, random: Random): Record<string, string> {
  const small = (): string => String(2 + random.below(largestFactor - 1));
  const large = (): string => String(2 + random.below(largestTerm - 1));
  if (text.includes('{times}')) return { times: random.pick(Object.keys(multiples)) };
  const draw = operation === '*' || operation === '/' ? small : large;
  return part === 'start' ? { a: draw(), b: draw() } : { c: draw() };
}

function isFair(
  sentences: readonly Sentence[],
  steps: readonly { readonly result: number; readonly left: number }[],
): boolean {
  const amounts = steps.flatMap(({ left, result }) => [left, result]);
  const bought = sentences.at(-1)!.form.unit === 'dollars' ? steps.at(-1)!.left : 1;
  return steps.length > 0 && bought <= largestTerm && amounts.every((amount) => amount > 1 && amount <= largestAmount);
}

function render({ form, slots }: Sentence): string {
  return form.text.replaceAll(/\{([a-z]+)\}/g, (_, slot: string) => slots[slot]!);
}
