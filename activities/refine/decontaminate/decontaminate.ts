import { columnText, questionText } from '../../kit/text/column-text.js';
import type { RowSource } from '../../../src/core/method.js';
import { nGrams } from '../../kit/text/n-gram.js';
import { wordsOf } from '../../kit/text/normalise-text.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineReduceRefine } from '../contract.js';
import { decontaminateParams, type DecontaminateParams } from './params.js';

/** Drops rows that share a long run of words with a held-out set, so that its score stays honest. */
export const decontaminate = defineReduceRefine<DecontaminateParams>({
  id: 'decontaminate',
  version: 1,
  summary: 'Drop rows that also occur in a held-out set.',
  category: 'decontamination',
  shape: 'reduce',
  ports: {
    rows: { kinds: 'any', description: 'Rows that will be trained on.' },
    against: { kinds: 'any', evaluation: true, description: 'The held-out set they must not touch.' },
  },
  produces: { same: 'rows' },
  needs: {},
  params: decontaminateParams,
  check: ({ fields, against_fields }, { against = [] }) => {
    const named = against_fields ?? fields ?? [];
    return named.flatMap((column, place) =>
      against.includes(column)
        ? []
        : [
            {
              path: against_fields ? ['against_fields', place] : ['fields', place],
              message: `The held-out set has no column "${column}".`,
              hint: `It has: ${against.join(', ')}.`,
            },
          ],
    );
  },
  async *run({ rows, against }, ctx) {
    const { n, fields, against_fields } = ctx.params;
    const heldOut = await readHeldOut(against!, n, against_fields ?? fields);
    for await (const row of rows!.read()) {
      ctx.signal.throwIfAborted();
      const match = textsOf(row, fields)
        .map((text) => heldOut.find(wordsOf(text)))
        .find((found) => found !== undefined);
      if (match) ctx.reject('contaminated', { row, detail: `${match.id}: "${match.words}"` });
      else yield row;
    }
  },
});

interface HeldOut {
  /** The held-out row that shares words with a text, and the words. */
  find(words: readonly string[]): { readonly id: string; readonly words: string } | undefined;
}

/** Runs of n words by number; texts shorter than that whole. */
async function readHeldOut(source: RowSource, n: number, fields: readonly string[] | undefined): Promise<HeldOut> {
  const runs = new Map<number, number>();
  const whole = new Map<string, number>();
  const ids: string[] = [];
  for await (const row of source.read()) {
    const at = ids.push(row.id) - 1;
    for (const text of textsOf(row, fields)) {
      const words = wordsOf(text);
      if (words.length >= n) for (const run of nGrams(words, n)) runs.set(run, runs.get(run) ?? at);
      else if (words.length > 0) whole.set(words.join(' '), whole.get(words.join(' ')) ?? at);
    }
  }
  return {
    find: (words) => {
      if (words.length < n) {
        const at = whole.get(words.join(' '));
        return at === undefined ? undefined : { id: ids[at]!, words: words.join(' ') };
      }
      const numbers = nGrams(words, n);
      const first = numbers.findIndex((run) => runs.has(run));
      if (first < 0) return undefined;
      return { id: ids[runs.get(numbers[first]!)!]!, words: words.slice(first, first + n).join(' ') };
    },
  };
}

function textsOf(row: Row, fields: readonly string[] | undefined): string[] {
  return fields ? fields.map((column) => columnText(row, column)) : [questionText(row)];
}
