import type { Client } from '@temporalio/client';
import type { PlanStep } from '../../../schemas/generated/plan.js';
import { REVIEW_APPROVED_SIGNAL, roundWorkflowId, type ReviewApproved } from '../../core/run/run-input.js';
import type { RunStore } from '../../runs/contract.js';
import { readView } from '../../project/read-view.js';

/** Tell the workflow that waits for a step's review; false when there is none that could. */
export async function deliverApproval(client: Client, run: string, step: PlanStep): Promise<boolean> {
  const id = step.loop ? roundWorkflowId(run, step.loop) : run;
  try {
    await client.workflow.getHandle(id).signal<[ReviewApproved]>(REVIEW_APPROVED_SIGNAL, { step: step.id });
    return true;
  } catch (error) {
    if ((error as Error).name === 'WorkflowNotFoundError') return false;
    throw error;
  }
}

/** Deliver what was approved while nobody was there to tell. A workflow that has heard of it already takes no harm. */
export async function deliverStoredApprovals(client: Client, run: string, runs: RunStore): Promise<void> {
  const view = await readView(runs, run);
  for (const step of (await runs.plan(run)).steps) {
    const review = view.steps.get(step.id)?.review;
    if (review?.type !== 'review-waiting') continue;
    if ((await runs.approval(run, step.id))?.review === review.review) await deliverApproval(client, run, step);
  }
}
