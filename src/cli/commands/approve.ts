import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
import type { RunView } from '../../core/run/run-view.js';
import { errorCode } from '../../files/store-trouble.js';
import { showLine } from '../../report/safe-text.js';
import type { RunStore } from '../../runs/contract.js';
import { defineCommand, withProject } from '../define-command.js';
import { countOf } from '../../project/format.js';
import { chooseRun, openProject, type OpenProject } from '../../project/open-project.js';
import { readView } from '../../project/read-view.js';
import { processScreen } from '../output/screen.js';
import { deliverApproval } from '../session/deliver-approvals.js';
import { findRunningEngine } from '../session/find-engine.js';
import { resumeCommand } from '../session/resume-command.js';
import { unknownName } from '../../project/unknown-name.js';

interface ApproveOptions {
  readonly project?: string;
  readonly file?: string;
  readonly rejectAll?: boolean;
  readonly by?: string;
}

export function build(): Command {
  return withProject(
    defineCommand(
      'approve',
      'Take the rows that a step shows for review as you left them: lines you changed replace the rows, lines you took ' +
        'out remove them. Rows that were not shown stay as they are.',
      [
        'limbeck approve contract-terms-1 write',
        'limbeck approve contract-terms-1 write --file edited.jsonl --by "Ada Lovelace"',
      ],
    ),
  )
    .argument('<run>', 'name of the run')
    .argument('<step>', 'step whose rows wait')
    .option('--file <path>', 'the rows as JSON lines; the default is the file that the run shows, edited in place')
    .option('--reject-all', 'remove every row that was shown')
    .option('--by <name>', 'who approves; the default is the user of this machine')
    .action(approve);
}

async function approve(name: string, stepId: string, options: ApproveOptions): Promise<void> {
  const screen = processScreen();
  if (options.file !== undefined && options.rejectAll)
    throw new LimbeckError({
      code: 'usage',
      message: '--file and --reject-all exclude each other.',
      hint: 'Rows that are not in the file are removed: --reject-all is a file without rows.',
    });
  const project = openProject(options.project);
  const runs = await project.runs();
  const run = await chooseRun(runs, name);
  const plan = await runs.plan(run);
  const step = plan.steps.find(({ id }) => id === stepId);
  if (!step)
    throw unknownName(
      'step',
      stepId,
      plan.steps.filter(({ review }) => review).map(({ id }) => id),
    );
  const resume = resumeCommand(run, project.folder);
  const waiting = waitingReview({ view: await readView(runs, run), step, resume });

  const by = showLine(options.by ?? userName());
  const told = await storeApproval({ project, runs, run, step, waiting, by, options });
  const isTold = await tellEngine(project, plan, run, step);
  screen.print(`${step.id}: ${told}, approved by ${by}.`);
  screen.print(isTold ? `Run "${run}" goes on.` : `It is kept. This goes on with the run:\n  ${resume}`);
}

interface Waiting {
  readonly review: string;
  readonly file: string;
  /** What the step itself made, by output. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Throws `no-review` when the step has none that waits, and says why. */
function waitingReview({
  view,
  step,
  resume,
}: {
  readonly view: RunView;
  readonly step: PlanStep;
  readonly resume: string;
}): Waiting {
  const none = (because: string, hint: string): LimbeckError =>
    new LimbeckError({
      code: 'no-review',
      message: `There is nothing to approve in step "${step.id}": ${because}.`,
      hint,
    });
  const waiting = [...view.steps.values()].filter(({ review }) => review?.type === 'review-waiting');
  const others =
    waiting.length > 0
      ? `These wait: ${waiting.map(({ id }) => id).join(', ')}.`
      : 'No step of this run waits for a review now.';
  if (!step.review) throw none('the recipe asks for no review of it', others);
  const seen = view.steps.get(step.id);
  if (seen?.review?.type === 'review-finished')
    throw none(
      `${showLine(seen.review.by)} reviewed it`,
      'To have it reviewed anew, change how many rows its review shows.',
    );
  if (seen?.review?.type !== 'review-waiting' || !seen.finished)
    throw none('its rows are not there yet', view.outcome ? `${resume} goes on with the run.` : others);
  const { review, file } = seen.review;
  return { review, file, outputs: seen.finished.outputs };
}

async function storeApproval({
  project,
  runs,
  run,
  step,
  waiting: { review, file, outputs },
  by,
  options,
}: {
  readonly project: OpenProject;
  readonly runs: RunStore;
  readonly run: string;
  readonly step: PlanStep;
  readonly waiting: Waiting;
  readonly by: string;
  readonly options: ApproveOptions;
}): Promise<string> {
  const { sampleRows } = await import('../../reviews/sample-rows.js');
  const { applyReview } = await import('../../reviews/apply-review.js');
  const { parseReviewed } = await import('../../reviews/parse-reviewed.js');
  const shown = await sampleRows(await project.artifacts(), { review, outputs, rows: step.review?.rows ?? 0 });
  const path = options.file ?? relative(process.cwd(), join(runs.folder(run), file));
  const rows = options.rejectAll
    ? []
    : parseReviewed({
        text: await readReviewed(path),
        file: path,
        shown,
        kind: step.produces,
        columns: step.columns,
      });
  await runs.approve(run, step.id, { review, by, at: new Date().toISOString(), rows });
  const { edited, removed } = applyReview(shown, rows);
  return `${countOf(shown.length, 'row')} reviewed, ${edited} edited, ${removed} removed`;
}

async function readReviewed(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!['ENOENT', 'EISDIR'].includes(errorCode(error) ?? '')) throw error;
    throw new LimbeckError({
      code: 'no-such-file',
      message: `There is no file ${path}.`,
      hint: 'Give the rows as JSON lines with --file, or leave it out to approve the file that the run shows.',
      cause: error,
    });
  }
}

/** False when no engine runs, or none that knows the run as open: the approval waits in the run store. */
async function tellEngine(project: OpenProject, plan: Plan, run: string, step: PlanStep): Promise<boolean> {
  const engine = await findRunningEngine(project.folder, plan.profile);
  if (!engine) return false;
  const { openClient } = await import('../../engine/open-client.js');
  const { client, close } = await openClient(engine);
  try {
    return await deliverApproval(client, run, step);
  } finally {
    await close();
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list, as in some containers.
    return 'unknown';
  }
}
