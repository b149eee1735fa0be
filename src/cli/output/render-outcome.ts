import type { Report } from '../../../schemas/generated/report.js';
import type { RunView } from '../../core/run/run-view.js';
import type { RunStore } from '../../runs/contract.js';
import { join, relative } from 'node:path';
import { existsSync } from 'node:fs';
import { failedSteps, rowsOfSteps } from '../../project/failed-steps.js';
import { renderError } from './render-error.js';
import type { Screen } from './screen.js';
import { LimbeckError } from '../../core/errors.js';

export interface OutcomeInput {
  readonly run: string;
  readonly runs: RunStore;
  readonly view: RunView;
  readonly screen: Screen;
  /** The command that resumes it. */
  readonly resume: string;
}

/** The last words of a run: what went wrong and how to go on, then the report. */
export async function renderOutcome({ run, runs, view, screen, resume }: OutcomeInput): Promise<void> {
  const report = (await runs.readReport(run).catch(() => undefined)) as Report | undefined;
  if (report && (view.outcome === 'done' || view.outcome === 'gate-not-met')) {
    const { renderReportText } = await import('../../report/render-report-text.js');
    const width = Math.min(process.stdout.columns ?? 80, 100);
    screen.print('');
    screen.print(renderReportText(report, { color: screen.out.colours, width }).trimEnd());
    const html = join(runs.folder(run), 'report.html');
    if (existsSync(html)) screen.print(`\nReport: ${relative(process.cwd(), html)}`);
  }
  const failed = failedSteps(await runs.plan(run), view);
  if (view.outcome === 'done' && failed.length > 0)
    screen.note(`Failed and left out: ${rowsOfSteps(failed)}. This tries them again:\n  ${resume} --retry-failed`);
  if (view.outcome === 'done') return;
  if (view.error) {
    const { code, message, hint } = view.error;
    screen.note(renderError(new LimbeckError({ code, message, hint }), screen.err));
  }
  // The limit that was reached, as the hint names it; the project's is raised in its file.
  const limit = view.outcome === 'budget' ? /--budget [^=\s]+=/.exec(view.error?.hint ?? '')?.[0] : undefined;
  const more = limit === undefined ? '' : ` ${limit}...`;
  const words = {
    failed: 'The run failed. What was paid for is kept; once that is mended, this goes on:',
    'gate-not-met': 'A gate was not met, so the run stopped there.',
    budget: 'The budget is used up. Nothing is lost; with a larger one the run goes on:',
    cancelled: 'The run was cancelled.',
    paused: 'The run is paused. Nothing is lost; this goes on:',
  };
  screen.note(words[view.outcome as keyof typeof words] ?? '');
  if (view.outcome === 'budget' || view.outcome === 'failed' || view.outcome === 'paused')
    screen.note(`  ${resume}${more}`);
}
