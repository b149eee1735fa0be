import { LimbeckError } from '../../../src/core/errors.js';
import type { ParamProblem, RowSource } from '../../../src/core/method.js';
import type { Random } from '../../../src/core/random.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineReduceRefine } from '../contract.js';
import { mixParams, type MixParams } from './params.js';

/** Joins any number of inputs into one data set, in given parts. */
export const mix = defineReduceRefine<MixParams>({
  id: 'mix',
  version: 1,
  summary: 'Join data sets, in given parts.',
  category: 'composition',
  shape: 'reduce',
  ports: { '*': { kinds: 'any', description: 'Data sets of one kind, under names of your choice.' } },
  produces: { same: '*' },
  needs: {},
  params: mixParams,
  check: (params, inputs) => findProblems(params, Object.keys(inputs)),
  columns: (inputs) => {
    const [first = [], ...others] = Object.values(inputs);
    return first.filter((column) => others.every((columns) => columns.includes(column)));
  },
  async *run(inputs, ctx) {
    const { params } = ctx;
    const problem = findProblems(params, Object.keys(inputs))[0];
    if (problem) throw new LimbeckError({ code: 'mix-input-unknown', message: problem.message, hint: problem.hint });
    const seen = new Set<string>();
    let made = 0;
    for await (const row of inOrder(openInputs(inputs, params), params, ctx.random)) {
      ctx.signal.throwIfAborted();
      if (made === params.total) return;
      if (seen.has(row.id)) {
        ctx.reject('already-there', { row });
        continue;
      }
      seen.add(row.id);
      made++;
      yield row;
    }
  },
});

interface Input {
  /** Chance to be drawn next, relative to the others. */
  weight(): number;
  /** The next row; nothing when there are no more. */
  next(): Promise<Row | undefined>;
}

function openInputs(inputs: Readonly<Record<string, RowSource>>, { weights, limits }: MixParams): Input[] {
  return Object.entries(inputs).map(([name, source]) => {
    const rows = Math.min(source.rows, limits?.[name] ?? source.rows);
    const iterator = source.read(0, rows)[Symbol.asyncIterator]();
    let left = rows;
    return {
      weight: () => weights?.[name] ?? left,
      next: async () => {
        const { done, value } = await iterator.next();
        left--;
        return done ? undefined : value;
      },
    };
  });
}

async function* inOrder(inputs: Input[], { weights, order }: MixParams, random: Random): AsyncGenerator<Row> {
  if (order === 'concat') {
    for (const input of inputs) for (let row = await input.next(); row; row = await input.next()) yield row;
    return;
  }
  const open = [...inputs];
  while (open.length > 0) {
    const drawn = drawInput(open, random);
    const row = await drawn.next();
    if (row) yield row;
    else if (weights) return;
    else open.splice(open.indexOf(drawn), 1);
  }
}

function drawInput(inputs: readonly Input[], random: Random): Input {
  const total = inputs.reduce((sum, input) => sum + Math.max(0, input.weight()), 0);
  let place = random.unit() * total;
  for (const input of inputs) {
    place -= Math.max(0, input.weight());
    if (place < 0) return input;
  }
  return inputs[inputs.length - 1]!;
}

function findProblems({ weights, limits, order }: MixParams, names: readonly string[]): ParamProblem[] {
  const unknown = (key: 'weights' | 'limits', given: Readonly<Record<string, number>> = {}): ParamProblem[] =>
    Object.keys(given)
      .filter((name) => !names.includes(name))
      .map((name) => ({
        path: [key, name],
        message: `"${name}" is no input of this step.`,
        hint: `Its inputs: ${names.join(', ')}.`,
      }));
  const missing = weights ? names.filter((name) => !Object.hasOwn(weights, name)) : [];
  return [
    ...unknown('weights', weights),
    ...unknown('limits', limits),
    ...missing.map((name) => ({
      path: ['weights'],
      message: `Input "${name}" has no weight.`,
      hint: 'Give every input one.',
    })),
    ...(weights && order === 'concat'
      ? [{ path: ['weights'], message: 'Weights need order: interleave.', hint: 'With concat use limits.' }]
      : []),
  ];
}
