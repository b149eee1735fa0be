import { responseKeysOf } from '../../../src/core/identity/made-from.js';
import type { PutAside, WorkContext } from '../../../src/core/method.js';
import type { GrowRoundInput, GrowRoundResult } from '../../../src/core/ports.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import { openFirstInput } from './first-input.js';
import { openWork, type Work } from './open-work.js';
import { openStep, type OpenStep } from '../step/open-step.js';
import { getMethod } from '../step/pinned-plan.js';
import { asideDraft } from './put-aside.js';
import { createRowNamer, type RowNamer } from './row-of-draft.js';
import type { ActivityScope } from '../scope.js';
import { findWholeStep } from '../step/step-record.js';

/** Name of a round's record, for whoever joins them. */
export function roundName(round: number): string {
  return `round-${round}`;
}

/** One round of a growing step. What earlier rounds made is read from their records; a round that is there is done. */
export async function growRound(
  deps: ActivityDeps,
  input: GrowRoundInput,
  scope: ActivityScope,
): Promise<GrowRoundResult> {
  const open = await openStep(deps, input);
  const method = getMethod(deps.catalog, open.step, 'grow');
  const params = open.step.with as never;
  const target = method.target(params);
  const lastRound = method.maxRounds(params) - 1;
  const chunk = roundName(input.round);
  const ended = (made: number, total: number): GrowRoundResult => ({
    made,
    total,
    finished: total >= target || input.round >= lastRound,
  });

  const pool = await poolBefore(deps, input).catch(async (error: unknown) => {
    // Another run of the same step was quicker, sealed it and cleared the rounds: there is nothing left to do.
    const whole = await findWholeStep(deps.artifacts, input.key, open.step.produces);
    if (whole) return undefined;
    throw error;
  });
  if (!pool) return { made: 0, total: target, finished: true };
  const known = await deps.artifacts.getChunk(input.key, chunk);
  if (known) return ended(known.out, pool.length + known.out);

  const work = openWork({ deps, open, scope, part: 'rows', chunk: input.round, name: chunk });
  const grown = await grow({ deps, open, work, round: input.round, pool, missing: Math.max(0, target - pool.length) });
  const { made } = grown;
  await deps.artifacts.putChunk(input.key, chunk, {
    rows: made,
    rejected: grown.rejected,
    failures: [],
    calls: grown.calls,
    in: input.round === 0 ? grown.seeds : 0,
    answers: work.progress.answers,
  });
  remember(input.key, input.round, [...pool, ...made]);
  await work.progress.finish();
  return ended(made.length, pool.length + made.length);
}

interface Growing {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly work: Work;
  readonly round: number;
  readonly pool: readonly Row[];
  readonly missing: number;
}

interface Grown {
  readonly made: readonly Row[];
  readonly rejected: readonly Row[];
  readonly calls: readonly Row[];
  /** Rows of the first input. */
  readonly seeds: number;
}

async function grow({ deps, open, work, round, pool, missing }: Growing): Promise<Grown> {
  const { key } = open.ref;
  const seeds: Row[] = [];
  for await (const row of (await openFirstInput(deps, open)).read()) seeds.push(row);
  const asking = (await work.openAsking()).begin(1)[0]!;
  const made: Row[] = [];
  const rejected: Row[] = [];
  const namer = createRowNamer({ stepKey: key, made: pool });
  const putAside = createRowNamer({ stepKey: `${key}/${roundName(round)}/rejected` });
  const named = (by: RowNamer, draft: RowDraft): Row => {
    const row = by.name(draft, []);
    asking.calls.credit(responseKeysOf(draft), row.id);
    return row;
  };
  const context: WorkContext<never> = Object.assign(work.context(asking, roundName(round)), {
    reject(reason: string, given?: PutAside) {
      rejected.push(named(putAside, asideDraft(reason, given)));
      work.progress.rejected();
    },
  });
  const method = getMethod(deps.catalog, open.step, 'grow');
  try {
    if (missing > 0)
      for await (const draft of method.round({ seeds, pool, round, missing }, context)) {
        made.push(named(namer, draft));
        work.progress.done();
        if (made.length >= missing) break;
      }
  } finally {
    asking.end();
  }
  return { made, rejected, calls: asking.calls.rows(), seeds: seeds.length };
}

/** Why a growing step ended, for its report. */
export function shortOfTarget(deps: ActivityDeps, { step }: OpenStep, rows: number): string | undefined {
  const target = getMethod(deps.catalog, step, 'grow').target(step.with as never);
  if (rows >= target) return undefined;
  return `Step "${step.id}" made ${rows} of the ${target} rows it was asked for before its last round.`;
}

// The pool of the newest round of a few steps, so that a round does not read all earlier ones again.
const pools = new Map<string, { readonly round: number; readonly rows: readonly Row[] }>();
const KEPT = 4;

function remember(key: string, round: number, rows: readonly Row[]): void {
  pools.delete(key);
  pools.set(key, { round, rows });
  const oldest = pools.keys().next().value;
  if (pools.size > KEPT && oldest !== undefined) pools.delete(oldest);
}

async function poolBefore(deps: ActivityDeps, { key, round }: GrowRoundInput): Promise<readonly Row[]> {
  const known = pools.get(key);
  if (known && known.round === round - 1) return known.rows;
  const rows: Row[] = [];
  for (let earlier = 0; earlier < round; earlier++)
    for await (const row of deps.artifacts.readChunk(key, roundName(earlier), 'rows')) rows.push(row);
  remember(key, round - 1, rows);
  return rows;
}
