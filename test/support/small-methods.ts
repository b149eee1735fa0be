import { defineGrowElicit, defineMapElicit } from '../../activities/elicit/contract.js';
import { defineEvaluate } from '../../activities/evaluate/contract.js';
import { defineMapRefine, defineReduceRefine } from '../../activities/refine/contract.js';
import { LimbeckError } from '../../src/core/errors.js';
import { madeFrom } from '../../src/core/identity/made-from.js';
import type { Row } from '../../src/core/record-kinds.js';
import type { Catalog } from '../../src/plan/contract.js';

/**
 * Methods as small as methods can be, one for each shape: the engine's tests are about the engine. Prompts say what is
 * to become of them: "drop ..." is rejected, "bad ..." fails, of "some ..." every second copy is put aside and of
 * "none ..." every copy; everything else is done.
 */
const traits = {
  version: 1,
  summary: '',
  category: 'test',
  produces: 'prompt',
  needs: {},
  params: {},
} as const;

const rows = { rows: { kinds: 'any', description: '' } } as const;
const promptOf = (row: Row): string => String(row['prompt']);
const asks = (prompt: string) => ({ messages: [{ role: 'user', content: prompt }] }) as const;

const shout = defineMapRefine<{ readonly copies?: number }>({
  ...traits,
  id: 'shout',
  shape: 'map',
  ports: rows,
  async *run(row, ctx) {
    const prompt = promptOf(row);
    if (prompt.startsWith('drop')) {
      ctx.reject('said-drop');
      return;
    }
    if (prompt.startsWith('bad')) throw new LimbeckError({ code: 'said-bad', message: 'It is bad.', kind: 'row' });
    for (let copy = 0; copy < (ctx.params.copies ?? 1); copy++) {
      if (prompt.startsWith('none') || (prompt.startsWith('some') && copy % 2 === 1))
        ctx.reject('said-none', { detail: `copy ${copy}` });
      else yield { prompt: prompt.toUpperCase(), copy };
    }
  },
});

const keep = defineMapRefine<{ readonly test: string }>({
  ...traits,
  id: 'keep',
  shape: 'map',
  ports: rows,
  async *run(row, ctx) {
    if (ctx.predicate?.(ctx.params.test)(row)) yield row;
    else ctx.reject('test-false');
  },
});

const unique = defineReduceRefine<{ readonly halves?: boolean }>({
  ...traits,
  id: 'unique',
  shape: 'reduce',
  ports: { ...rows, '*': { kinds: 'any', description: '' } },
  async *run(inputs, ctx) {
    const seen = new Set<string>();
    for (const source of Object.values(inputs))
      for await (const row of source.read()) {
        if (seen.has(promptOf(row))) ctx.reject('duplicate', { row });
        else if (ctx.params.halves) yield { output: seen.size % 2 === 0 ? 'even' : 'odd', row };
        else yield row;
        seen.add(promptOf(row));
      }
  },
});

const answer = defineMapElicit<{ readonly asks?: number }>({
  ...traits,
  id: 'answer',
  shape: 'map',
  ports: { ...rows, examples: { kinds: 'any', optional: true, description: '' } },
  needs: { model: ['chat'] },
  async *run(row, ctx) {
    const examples = await ctx.side('examples');
    for (let turn = 0; turn < (ctx.params.asks ?? 1); turn++) {
      const reply = await ctx.ask('model', { ...asks(promptOf(row)), sample_index: turn });
      const draft = { prompt: promptOf(row), completion: reply.text, examples: examples.length };
      yield ctx.params.asks === undefined ? draft : madeFrom(draft, reply);
    }
  },
});

const extend = defineGrowElicit<{ readonly target: number; readonly perRound: number; readonly maxRounds?: number }>({
  ...traits,
  id: 'extend',
  shape: 'grow',
  ports: rows,
  target: ({ target }) => target,
  maxRounds: ({ maxRounds }) => maxRounds ?? 100,
  async *round({ seeds, pool, round, missing }, ctx) {
    for (let made = 0; made < ctx.params.perRound; made++) {
      const parent = ctx.random.pick([...seeds, ...pool]);
      if (made === 0) ctx.reject('too-similar', { row: { prompt: `twin of ${parent.id}` } });
      yield { prompt: `${promptOf(parent)}.${round}.${made}`, missing, parents: [parent.id] };
    }
  },
});

const match = defineEvaluate<object>({
  ...traits,
  id: 'match',
  shape: 'measure',
  ports: { rows: { kinds: 'any', evaluation: true, description: '' } },
  needs: { models: ['chat'] },
  async *run(row, ctx) {
    const { text } = await ctx.ask('models', asks(promptOf(row)));
    yield {
      prompt: promptOf(row),
      prediction: text,
      gold: promptOf(row),
      correct: text === promptOf(row),
      by: ctx.model,
    };
  },
  async fold(source, failed) {
    let right = 0;
    for await (const row of source.read()) if (row['correct'] === true) right++;
    const n = source.rows + failed;
    return { accuracy: { value: n === 0 ? 0 : right / n, n } };
  },
});

/** A judge says of every answer what it thinks; `across` looks at all models' rows at once. */
const judged = defineEvaluate<object>({
  ...traits,
  id: 'judged',
  shape: 'measure',
  ports: { rows: { kinds: 'any', evaluation: true, description: '' } },
  needs: { models: ['chat'], judge: ['chat'] },
  subjects: 'models',
  judges: ['judge'],
  record: { prediction: 'prediction', verdict: 'verdict' },
  async *run(row, ctx) {
    const said = await ctx.ask('models', asks(promptOf(row)));
    const opinion = await ctx.ask('judge', asks(`${ctx.model} said ${said.text}`));
    yield madeFrom({ prompt: promptOf(row), prediction: said.text, verdict: opinion.text }, said, opinion);
  },
  async fold(source, failed) {
    return { judged: { value: source.rows, n: source.rows + failed } };
  },
  async tables({ rows: { rows: count }, failed }) {
    return [
      {
        title: 'Rows',
        columns: ['what', 'rows'],
        rows: [
          ['judged', count],
          ['failed', failed],
        ],
      },
    ];
  },
  async across(parts, ctx) {
    const { text } = await ctx.ask('judge', asks('all of them'));
    const rest = Object.keys(parts).map((name) => [name, { together: { value: parts[name]!.rows.rows, n: 1 } }]);
    return {
      metrics: Object.fromEntries(rest),
      tables: [{ title: text, columns: ['model'], rows: Object.keys(parts).map((name) => [name]) }],
    };
  },
});

export const smallCatalog: Catalog = {
  elicit: [answer, extend],
  refine: [shout, keep, unique],
  evaluate: [match, judged],
  distill: [],
};
