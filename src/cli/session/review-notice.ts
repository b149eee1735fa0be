import { join, relative } from 'node:path';
import type { RunView } from '../../core/run/run-view.js';
import type { StepView } from '../../core/run/step-view.js';
import { shellWord } from '../../core/shell-word.js';
import type { RunStore } from '../../runs/contract.js';
import { countOf } from '../../project/format.js';
import { projectOption } from './resume-command.js';

/** What a person is to do about a review that waits: where its rows are, and the command that approves them. */
export function reviewNotice(
  runs: Pick<RunStore, 'folder'>,
  run: string,
  { step, rows, file }: Extract<StepView['review'], { type: 'review-waiting' }>,
  projectFolder: string,
): string {
  const path = relative(process.cwd(), join(runs.folder(run), file));
  return `${step} waits for review: ${countOf(rows, 'row')} in ${path}; then limbeck approve ${run} ${shellWord(step)}${projectOption(projectFolder)}`;
}

/** Notices of all reviews of a run that wait. */
export function waitingReviews(
  runs: Pick<RunStore, 'folder'>,
  view: RunView,
  projectFolder: string,
): readonly string[] {
  return [...view.steps.values()].flatMap(({ review }) =>
    review?.type === 'review-waiting' ? [reviewNotice(runs, view.run, review, projectFolder)] : [],
  );
}
