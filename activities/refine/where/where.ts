import { LimbeckError } from '../../../src/core/errors.js';
import type { WorkContext } from '../../../src/core/method.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineMapRefine } from '../contract.js';
import { whereParams, type WhereParams } from './params.js';

type Predicate = (row: Row) => boolean;

/** Compiled once per set of parameters, not once per row. */
const compiled = new WeakMap<WhereParams, Predicate>();

/** Keeps the rows an expression is true for. */
export const where = defineMapRefine<WhereParams>({
  id: 'where',
  version: 1,
  summary: 'Keep rows by an expression over their columns.',
  category: 'selection',
  shape: 'map',
  ports: { rows: { kinds: 'any', description: 'Rows to choose from.' } },
  produces: { same: 'rows' },
  needs: {},
  params: whereParams,
  async *run(row, ctx) {
    if (predicateOf(ctx)(row)) yield row;
    else ctx.reject('not-where');
  },
});

function predicateOf(ctx: WorkContext<WhereParams>): Predicate {
  const known = compiled.get(ctx.params);
  if (known) return known;
  if (!ctx.predicate) {
    throw new LimbeckError({
      code: 'no-row-expressions',
      message: 'This engine evaluates no expressions over rows.',
      hint: 'The engine must give its methods a predicate; this is a fault of the program.',
    });
  }
  const predicate = ctx.predicate(ctx.params.keep);
  compiled.set(ctx.params, predicate);
  return predicate;
}
