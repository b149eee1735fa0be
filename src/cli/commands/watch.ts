import type { Command } from 'commander';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT, exitCodeOfOutcome } from '../exit-code.js';
import { chooseRun, openProject } from '../../project/open-project.js';
import { readView } from '../../project/read-view.js';
import { renderOutcome } from '../output/render-outcome.js';
import { processScreen } from '../output/screen.js';
import { createPrinter } from '../session/conduct-run.js';
import { findRunningEngine } from '../session/find-engine.js';
import { followRun } from '../session/follow-run.js';
import { onInterruption } from '../session/interruption.js';
import { resumeCommand } from '../session/resume-command.js';

export function build(): Command {
  return withProject(
    defineCommand('watch', 'Follow a run that goes on elsewhere, to its end. Ctrl-C only stops watching.', [
      'limbeck watch contract-terms-1',
      'limbeck watch --json contract-terms-1 | jq .type',
    ]),
  )
    .argument('[run]', 'name of the run; the newest when absent')
    .option('--json', 'print events, one JSON object a line')
    .action(watch);
}

async function watch(name: string | undefined, options: { project?: string; json?: boolean }): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const runs = await project.runs();
  const run = await chooseRun(runs, name);
  const resume = resumeCommand(run, project.folder);
  const json = options.json ?? false;
  const before = await readView(runs, run);
  const events = await runs.events(run);
  const printer = createPrinter(screen, json, 'Ctrl-C stops watching; the run goes on');
  const interruption = onInterruption(() => undefined);
  try {
    let view = before.outcome ? before : undefined;
    if (view)
      for (const event of events) printer.event(event, !json && !screen.live ? event.type !== 'run-finished' : false);
    else {
      const plan = await runs.plan(run);
      const engine = await findRunningEngine(project.folder, plan.profile);
      if (!engine && !json) printer.notice(`the engine is down, so the run stands still; ${resume} goes on`);
      const { openClient } = await import('../../engine/open-client.js');
      const open = engine && (await openClient(engine));
      try {
        view = await followRun({
          run,
          runs,
          client: open?.client,
          printer,
          projectFolder: project.folder,
          past: events.length,
          signal: interruption.signal,
        });
      } finally {
        await open?.close();
      }
    }
    printer.close();
    if (view?.outcome && !json) await renderOutcome({ run, runs, view, screen, resume });
    process.exitCode = view?.outcome ? exitCodeOfOutcome(view.outcome) : EXIT.interrupted;
  } finally {
    printer.close();
    interruption.dispose();
  }
}
