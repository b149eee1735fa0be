import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Plan } from '../../../schemas/generated/plan.js';
import { compile, gather, type CompileOptions } from '../../project/compile.js';
import { confirmSpend } from '../confirm.js';
import { defineCommand } from '../define-command.js';
import { countOf } from '../../project/format.js';
import { startTeachers } from '../home/start-teachers.js';
import { projectAt, type OpenProject } from '../../project/open-project.js';
import { openStores } from '../../stores/open-stores.js';
import { isPaid } from '../output/render-plan.js';
import { parseWholeNumber } from '../../project/rows/whole-number.js';
import { isMeasuring } from '../../core/models/subjects.js';
import { processScreen } from '../output/screen.js';
import { onInterruption } from '../session/interruption.js';
import { showRecords } from './records.js';

interface PreviewOptions extends CompileOptions {
  readonly rows: string;
  readonly yes?: boolean;
  readonly full?: boolean;
  readonly json?: boolean;
}

export function build(): Command {
  return defineCommand(
    'preview',
    'Try a step on a few rows: what the model is asked, what it answers, what becomes of it. Answers are kept in the ledger, so a run does not pay for them again; nothing else is.',
    ['limbeck preview recipe.yaml read', 'limbeck preview recipe.yaml read --rows 10 --full'],
  )
    .argument('<recipe>', 'recipe file')
    .argument('<step>', 'the step to try; what it needs is tried as well')
    .option('--rows <n>', 'rows to begin with', '3')
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option('--set <name=value>', 'set a parameter; may be repeated', gather)
    .option('-y, --yes', 'do not ask before money is spent')
    .option('--full', 'whole values instead of their first lines')
    .option('--json', 'JSON lines also on a terminal')
    .action(preview);
}

async function preview(recipe: string, step: string, options: PreviewOptions): Promise<void> {
  const screen = processScreen();
  const rows = parseWholeNumber('--rows', options.rows, 1);
  const compiled = await compile(recipe, options);
  const { previewPlan } = await import('../../plan/write/preview-plan.js');
  const { plan, whole } = previewPlan(compiled.plan, step, rows);
  if (isPaid(plan) && !options.yes) await confirmSpend(`This asks a paid model about ${countOf(rows, 'row')}. Go on?`);
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-preview-'));
  const interruption = onInterruption(screen.note);
  const teachers = await startTeachers(compiled.projectFolder, plan, screen.note);
  try {
    const { previewStep, PREVIEW_RUN } = await import('../../worker/preview-step.js');
    await previewStep({
      plan,
      recipeText: compiled.recipeText,
      projectFolder: compiled.projectFolder,
      folder,
      rows,
      whole,
      signal: interruption.signal,
      say: screen.note,
    });
    await showStep(previewProject(projectAt(compiled.projectFolder), folder), `${PREVIEW_RUN}/${step}`, plan, options);
  } finally {
    interruption.dispose();
    await teachers.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The project with the preview's rows and the real answers. */
function previewProject(project: OpenProject, folder: string): OpenProject {
  return { folder: project.folder, state: folder, ...openStores(folder), ledger: () => project.ledger() };
}

/** What came out, then what was put aside and what failed, where there is any. */
async function showStep(project: OpenProject, target: string, plan: Plan, options: PreviewOptions): Promise<void> {
  const id = target.slice(target.indexOf('/') + 1);
  const step = plan.steps.find((each) => each.id === id)!;
  const asks = step.models.length > 0;
  const shown = { from: '1', rows: '20', full: options.full ?? false, json: options.json ?? false, answers: asks };
  const outputs = isMeasuring(step) ? step.parts.map(({ name }) => name) : step.outputs;
  for (const output of outputs)
    await showRecords(project, outputs.length === 1 ? target : `${target}.${output}`, shown);
  if (options.json) return;
  for (const aside of [{ rejected: true }, { failed: true }])
    await showRecords(project, target, { ...shown, answers: false, ...aside });
}
