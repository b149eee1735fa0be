import type { StepRecord, StepReview } from '../../../schemas/generated/artifact.js';
import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { ReviewInput, ReviewResult, StepOutput } from '../../../src/core/ports.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { reviewKey, reviewedKey } from '../../../src/core/identity/step-key.js';
import { applyReview } from '../../../src/reviews/apply-review.js';
import { sampleRows, type ShownRow } from '../../../src/reviews/sample-rows.js';
import type { Approval } from '../../../src/runs/contract.js';
import type { ActivityDeps } from '../deps.js';
import { getPlanStep, pinnedPlan } from '../step/pinned-plan.js';
import { createPace, type ActivityScope } from '../scope.js';
import { findWholeStep, finishedFacts, outputOf } from '../step/step-record.js';

interface Reviewing {
  readonly deps: ActivityDeps;
  readonly scope: ActivityScope;
  readonly input: ReviewInput;
  readonly step: PlanStep & { readonly review: NonNullable<PlanStep['review']> };
  /** The step's own record. */
  readonly made: StepRecord;
  /** Key of the review. */
  readonly key: string;
}

const noSpend = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };

/** Show a person rows of a step. Rows that were approved before, in whatever run, and no rows at all, are not shown. */
export async function openReview(deps: ActivityDeps, input: ReviewInput, scope: ActivityScope): Promise<ReviewResult> {
  const reviewing = await reviewOf(deps, input, scope);
  if (!reviewing || input.output.rows === 0) return { output: input.output };
  const taken = await takeReview(deps, input, scope);
  if (taken.output) return taken;
  const { step, key } = reviewing;
  const shown = await sampleRows(deps.artifacts, sampleInput(reviewing));
  const text = shown.map(({ row }) => `${JSON.stringify(row)}\n`).join('');
  const file = await deps.runs.openReview(input.run, { step: step.id, review: key, text });
  await deps.runs.append(input.run, {
    type: 'review-waiting',
    step: step.id,
    review: key,
    rows: shown.length,
    file,
  });
  return {};
}

/** The data set that an approval says; nothing when there is none of these rows. */
export async function takeReview(deps: ActivityDeps, input: ReviewInput, scope: ActivityScope): Promise<ReviewResult> {
  const reviewing = await reviewOf(deps, input, scope);
  if (!reviewing) return { output: input.output };
  const { step, key } = reviewing;
  const before = await findWholeStep(deps.artifacts, key, step.produces);
  if (before) return { output: await finish(reviewing, before) };
  const approval = await deps.runs.approval(input.run, step.id);
  if (approval?.review !== key) return {};
  return { output: await finish(reviewing, await writeReviewed(reviewing, approval)) };
}

async function reviewOf(deps: ActivityDeps, input: ReviewInput, scope: ActivityScope): Promise<Reviewing | undefined> {
  const plan: Plan = await pinnedPlan(deps.runs, input.run);
  const step = getPlanStep(plan, input.step);
  if (!step.review) return undefined;
  const made = await deps.artifacts.getStep(input.output.key);
  if (!made)
    throw new LimbeckError({
      code: 'artifact-missing',
      message: `The record of step "${step.id}" is gone from the artifact store.`,
      hint: 'Resume the run: the step is made again from the ledger.',
    });
  const key = reviewKey(made.outputs, step.review.rows);
  return { deps, scope, input, step: { ...step, review: step.review }, made, key };
}

function sampleInput({ key, made, step }: Reviewing): Parameters<typeof sampleRows>[1] {
  return { review: key, outputs: made.outputs, rows: step.review.rows };
}

/** The review as a record of its own, which any run with the same rows finds. */
async function writeReviewed(reviewing: Reviewing, approval: Approval): Promise<StepRecord> {
  const { deps, step, made, key } = reviewing;
  const shown: readonly ShownRow[] = await sampleRows(deps.artifacts, sampleInput(reviewing));
  const { find, edited, removed } = applyReview(shown, approval.rows);
  const putAside: Row[] = [];
  const outputs: Record<string, string> = {};
  let [rowsIn, rowsOut] = [0, 0];
  for (const [output, digest] of Object.entries(made.outputs)) {
    const { source, block } = await deps.artifacts.openDataSet(digest);
    const rows = async function* (): AsyncGenerator<Row> {
      const pace = createPace();
      let place = 0;
      for await (const row of source.read()) {
        const fate = find(output, place++);
        if (fate === 'removed') putAside.push({ ...row, rejected_because: 'reviewer' });
        else yield fate ?? row;
        if (!pace.isDue) continue;
        reviewing.scope.signal.throwIfAborted();
        await pace.breathe();
      }
      rowsIn += place;
    };
    const written = await deps.artifacts.writeDataSet(step.produces, rows(), block);
    outputs[output] = written.digest;
    rowsOut += written.rows;
  }
  const review: StepReview = { by: approval.by, rows: shown.length, edited, removed };
  const rejected = removed > 0 ? await deps.artifacts.writeDataSet('rejected', each(putAside)) : undefined;
  const record: StepRecord = {
    key,
    use: 'review',
    complete: true,
    outputs,
    ...(rejected ? { rejected: rejected.digest } : {}),
    counts: {
      in: rowsIn,
      out: rowsOut,
      rejected: removed,
      failed: 0,
      reasons: removed > 0 ? { reviewer: removed } : {},
    },
    spend: noSpend,
    review,
    duration_ms: 0,
  };
  await deps.artifacts.putStep(record);
  return record;
}

/** The step's record as it is after the review; told again by a repeated attempt, which changes nothing. */
async function finish({ deps, input, step, made, key }: Reviewing, reviewed: StepRecord): Promise<StepOutput> {
  const { run, output } = input;
  const rejected = await joinRejected(deps, made.rejected, reviewed.rejected);
  const { counts } = made;
  const record: StepRecord = {
    ...made,
    key: reviewedKey(made.key, key),
    outputs: reviewed.outputs,
    ...(rejected === undefined ? {} : { rejected }),
    counts: {
      ...counts,
      out: reviewed.counts.out,
      rejected: counts.rejected + reviewed.counts.rejected,
      reasons: { ...counts.reasons, ...reviewed.counts.reasons },
    },
    ...(reviewed.review ? { review: reviewed.review } : {}),
  };
  await deps.artifacts.putStep(record);
  const reused = output.reused && !(await isMadeHere(deps, input, made.key));
  if (reviewed.review) await deps.runs.append(run, { type: 'review-finished', step: step.id, ...reviewed.review });
  await deps.runs.append(run, {
    type: 'step-finished',
    step: step.id,
    reused,
    ...finishedFacts(record),
    ...(reused ? { spend: noSpend } : {}),
  });
  return outputOf(step.id, record, output.reused);
}

/** An earlier attempt of this run made the step: the attempt after it finds it there, but it is the run's own work. */
async function isMadeHere({ runs }: ActivityDeps, { run, step }: ReviewInput, key: string): Promise<boolean> {
  const events = await runs.events(run);
  return events.some((it) => it.type === 'step-finished' && it.step === step && it.key === key && !it.reused);
}

async function joinRejected(
  { artifacts }: ActivityDeps,
  first: string | undefined,
  second: string | undefined,
): Promise<string | undefined> {
  if (first === undefined || second === undefined) return first ?? second;
  const both = async function* (): AsyncGenerator<Row> {
    for (const digest of [first, second]) yield* (await artifacts.openDataSet(digest)).source.read();
  };
  return (await artifacts.writeDataSet('rejected', both())).digest;
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}
