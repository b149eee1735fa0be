import { responseKeysOf } from '../../../src/core/identity/made-from.js';
import type { WorkContext } from '../../../src/core/method.js';
import type { GrowRoundInput, GrowRoundResult } from '../../../src/core/ports.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import { openFirstInput } from './first-input.js';
import { methodContext, sideInputs } from './method-context.js';
import { openStep, type OpenStep } from '../step/open-step.js';
import { getMethod } from '../step/pinned-plan.js';
import { asideDraft } from './put-aside.js';
import { createRowNamer, type RowNamer } from './row-of-draft.js';
import type { ActivityScope } from '../scope.js';
import { createStepAsking } from '../asking/step-asking.js';
import { createStepProgress } from '../step/step-progress.js';
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

  const progress = createStepProgress({
    deps,
    scope,
    run: input.run,
    step: input.step,
    part: 'rows',
    chunk: input.round,
  });
  const seeds: Row[] = [];
  for await (const row of (await openFirstInput(deps, open)).read()) seeds.push(row);
  const asking = (await createStepAsking({ deps, open, scope, progress, work: chunk })).begin(1)[0]!;
  const made: Row[] = [];
  const rejected: Row[] = [];
  const context: WorkContext<never> = {
    ...methodContext({ deps, open, scope, asking, side: sideInputs(deps, open), streamOf: chunk }),
    reject(reason, given) {
      rejected.push(named(putAside, asideDraft(reason, given)));
      progress.rejected();
    },
  };
  const missing = Math.max(0, target - pool.length);
  const namer = createRowNamer({ stepKey: input.key, made: pool });
  const putAside = createRowNamer({ stepKey: `${input.key}/${chunk}/rejected` });
  const named = (by: RowNamer, draft: RowDraft): Row => {
    const row = by.name(draft, []);
    asking.calls.credit(responseKeysOf(draft), row.id);
    return row;
  };
  try {
    if (missing > 0)
      for await (const draft of method.round({ seeds, pool, round: input.round, missing }, context)) {
        made.push(named(namer, draft));
        progress.done();
        if (made.length >= missing) break;
      }
  } finally {
    asking.end();
  }
  await deps.artifacts.putChunk(input.key, chunk, {
    rows: made,
    rejected,
    failures: [],
    calls: asking.calls.rows(),
    in: input.round === 0 ? seeds.length : 0,
    answers: progress.answers,
  });
  remember(input.key, input.round, [...pool, ...made]);
  await progress.finish();
  return ended(made.length, pool.length + made.length);
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
