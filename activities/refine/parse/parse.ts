import { columnText } from '../../kit/text/column-text.js';
import type { ParamProblem } from '../../../src/core/method.js';
import { defineMapRefine } from '../contract.js';
import { parseParams, type ParseParams } from './params.js';
import { columnNames, createReader, type Reader } from './readers.js';

/** Made once per set of parameters, not once per row. */
const readers = new WeakMap<ParseParams, Promise<Reader>>();

/** Reads values out of a text column into columns of their own. */
export const parse = defineMapRefine<ParseParams>({
  id: 'parse',
  version: 1,
  summary: 'Read values out of a text into columns.',
  category: 'shaping',
  shape: 'map',
  ports: { rows: { kinds: 'any', description: 'Rows with a text to read.' } },
  produces: { same: 'rows' },
  needs: {},
  params: parseParams,
  check: findProblems,
  columns: ({ rows = [] }, params) => [...new Set([...rows, ...columnNames(params)])],
  async *run(row, ctx) {
    const { params } = ctx;
    const reader = readers.get(params) ?? createReader(params);
    readers.set(params, reader);
    const reading = (await reader)(columnText(row, params.column));
    if ('columns' in reading) yield { ...row, ...reading.columns };
    else if (params.on_failure === 'reject') ctx.reject(reading.fault);
    else yield { ...row, ...Object.fromEntries(columnNames(params).map((name) => [name, null])) };
  },
});

async function findProblems(params: ParseParams): Promise<readonly ParamProblem[]> {
  const ways = (['json', 'regex', 'marker'] as const).filter((way) => params[way] !== undefined);
  if (ways.length !== 1) {
    return [
      {
        path: ways.slice(1, 2),
        message:
          ways.length === 0 ? 'Nothing says how to read the column.' : `${ways.join(' and ')} exclude each other.`,
        hint: 'Give one of json, regex and marker.',
      },
    ];
  }
  const way = ways[0]!;
  const names = columnNames(params);
  const problems: ParamProblem[] = names
    .filter((name) => name === 'id' || name === 'parents')
    .map((name) => ({ path: [way], message: `"${name}" is part of a row's identity and cannot be read into.` }));
  if (params.before !== undefined && way !== 'marker')
    problems.push({ path: ['before'], message: 'before belongs to marker.' });
  if (way !== 'regex') return problems;
  try {
    await createReader(params);
    if (names.length > 0) return problems;
    return [
      {
        path: ['regex'],
        message: 'The expression has no named group.',
        hint: 'Name what you want: (?P<score>[0-9]+).',
      },
    ];
  } catch (error) {
    return [
      ...problems,
      {
        path: ['regex'],
        message: error instanceof Error ? error.message : String(error),
        hint: 'Expressions are RE2.',
      },
    ];
  }
}
