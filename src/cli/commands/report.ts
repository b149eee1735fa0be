import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Report } from '../../../schemas/generated/report.js';
import { LimbeckError } from '../../core/errors.js';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject, type OpenProject } from '../../project/open-project.js';
import { processScreen } from '../output/screen.js';

interface ReportOptions {
  readonly project?: string;
  readonly html?: string;
  readonly json?: boolean;
}

export function build(): Command {
  return withProject(
    defineCommand('report', 'What a run achieved and cost, and what it rests on. Works while it still runs.', [
      'limbeck report contract-terms-1',
      'limbeck report contract-terms-1 --html report.html',
    ]),
  )
    .argument('[run]', 'name of the run; the newest when absent')
    .option('--html <file>', 'write it as one HTML file')
    .option('--json', 'print it for programs')
    .action(report);
}

async function report(name: string | undefined, options: ReportOptions): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const run = await chooseRun(await project.runs(), name);
  const found = await gatherReport(project, run);
  if (options.html !== undefined) {
    const { renderReportHtml } = await import('../../report/render-report-html.js');
    writeReport(options.html, renderReportHtml(found));
    screen.print(`Written: ${options.html}`);
  } else if (options.json) screen.print(JSON.stringify(found));
  else {
    const { renderReportText } = await import('../../report/render-report-text.js');
    const width = Math.min(process.stdout.columns ?? 80, 100);
    screen.print(renderReportText(found, { color: screen.out.colours, width }).trimEnd());
  }
}

/** From the stores as they are now: the stored report of an earlier attempt may be older than the events. */
async function gatherReport(project: OpenProject, run: string): Promise<Report> {
  const { buildReport } = await import('../../report/build-report.js');
  const ledger = await project.ledger();
  try {
    return await buildReport(run, { runs: await project.runs(), artifacts: await project.artifacts(), ledger });
  } finally {
    await ledger.close();
  }
}

function writeReport(file: string, html: string): void {
  try {
    writeFileSync(file, html);
  } catch (error) {
    throw new LimbeckError({
      code: 'file-not-writable',
      message: `${file} cannot be written: ${(error as Error).message}`,
      hint: 'Give another file with --html.',
      cause: error,
    });
  }
}
