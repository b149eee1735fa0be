import { compileTexts, head, outside } from '../../../test/recipes/compile-texts.js';
import { fakeCatalog } from '../../../test/recipes/fake-catalog.js';
import { defineMapElicit } from '../../../activities/elicit/contract.js';
import type { Writes } from '../../core/method.js';

/** A row-by-row method that asks the teacher for something and says what of it is new. */
const rewrite = (id: string, writes: readonly Writes[]) =>
  defineMapElicit<{ readonly model: string }>({
    id,
    version: 1,
    summary: 'Writes rows anew, one for one.',
    category: 'expansion',
    shape: 'map',
    ports: { rows: { kinds: ['sft'], description: 'Rows.' } },
    produces: 'sft',
    writes,
    needs: { model: ['chat'] },
    params: {
      type: 'object',
      additionalProperties: false,
      properties: { model: { type: 'string', description: 'Who writes.', 'x-limbeck': 'model' } },
      required: ['model'],
    },
    estimate: (rows) => ({ calls: rows }),
    async *run(row, ctx) {
      yield { ...row, prompt: (await ctx.ask('model', { messages: [{ role: 'user', content: 'x' }] })).text };
    },
  });

const catalog = {
  ...fakeCatalog,
  elicit: [...fakeCatalog.elicit, rewrite('paraphrase', ['questions']), rewrite('answer-anew', ['answers'])],
};

const unchecked =
  'Step "tune" trains on rows that were not checked against the held-out set "held-out": put refine/decontaminate with { rows, against } before it.';

/** gold -> these steps -> sft, measured on the held-out set: what the compiler warns of. */
async function warningsOf(...steps: readonly string[]): Promise<readonly string[]> {
  const recipe = `${head}${outside('gold', 'held-out')}steps:
${steps.map((step) => `  - ${step}\n`).join('')}  - { id: tune, use: distill/sft, from: last, with: { student: student } }
  - { id: score, use: evaluate/exact-match, from: held-out, with: { models: [tune], field: completion } }
`;
  const { warnings } = await compileTexts({ 'recipe.yaml': recipe }, {}, undefined, catalog);
  return warnings.filter((warning) => warning.includes('held-out'));
}

const clean = (id: string, from: string): string =>
  `{ id: ${id}, use: refine/decontaminate, from: { rows: ${from}, against: held-out } }`;
const use = (id: string, method: string, from: string): string =>
  `{ id: ${id}, use: elicit/${method}, from: ${from}, with: { model: teacher } }`;

test('rows whose questions were written anew are no longer checked against the held-out set', async () => {
  expect(await warningsOf(clean('safe', 'gold'), use('last', 'paraphrase', 'safe'))).toEqual([unchecked]);
});

test('checking after the questions were written is enough', async () => {
  expect(await warningsOf(use('more', 'paraphrase', 'gold'), clean('last', 'more'))).toEqual([]);
});

test('new answers to checked questions keep the mark', async () => {
  expect(await warningsOf(clean('safe', 'gold'), use('last', 'answer-anew', 'safe'))).toEqual([]);
});
