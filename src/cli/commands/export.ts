import { Option, type Command } from 'commander';
import type { Phase, TrainerEvent } from '../../../schemas/generated/trainer-event.js';
import type { DataForm } from '../../data-export/written-table.js';
import type { ExportedModel, ModelForm } from '../../student-export/export-model.js';
import { LimbeckError } from '../../core/errors.js';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { countOf, formatBytes, formatCount } from '../../project/format.js';
import { chooseRun, openProject, type OpenProject } from '../../project/open-project.js';
import { chooseAllRows, chooseModel, parseStepAddress, splitRun } from '../../project/rows/step-address.js';
import { processScreen, type Screen } from '../output/screen.js';
import { onInterruption } from '../session/interruption.js';

interface ExportOptions {
  readonly project?: string;
  readonly to: Form;
  readonly int8?: boolean;
  readonly withLineage?: boolean;
  readonly json?: boolean;
}

type Form = ModelForm | DataForm;
const DATA_FORMS: readonly string[] = ['jsonl', 'parquet'] satisfies DataForm[];

export function build(): Command {
  return withProject(
    defineCommand(
      'export',
      'Hand over what a step made: rows or a model one can serve, with a card that says where they come from.',
      [
        'limbeck export contract-terms-1/tune --to transformers student/',
        'limbeck export contract-terms-1/tune --to onnx student-onnx/',
        'limbeck export contract-terms-1/tune --to onnx --int8 student-int8/',
        'limbeck export contract-terms-1/clean --to parquet rows/',
        'limbeck export contract-terms-1/clean --to jsonl --with-lineage rows/',
      ],
    ),
  )
    .argument(
      '<run/step[.output]>',
      'name of the run and of the step in it; of rows also a data set, or one output of several',
    )
    .argument('<dir>', 'folder to write; an earlier export in it is replaced')
    .addOption(
      new Option('--to <form>', 'form to write').choices(['transformers', 'onnx', ...DATA_FORMS]).makeOptionMandatory(),
    )
    .option('--int8', 'with onnx: round the weights to 8 bits, and measure what that costs')
    .option(
      '--with-lineage',
      'with jsonl and parquet: columns that name the step that made a row and the answers it was made from',
    )
    .option('--json', 'print one object for programs')
    .action(exportFrom);
}

async function exportFrom(name: string, target: string, options: ExportOptions): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  if (DATA_FORMS.includes(options.to)) {
    await exportRows(screen, project, { name, target, options });
    return;
  }
  if (options.withLineage)
    throw usage('--with-lineage goes with --to jsonl or parquet.', 'A model is traced with `limbeck trace`.');
  const place = await findModel(project, name);
  await exportStudent(screen, project, place, target, options);
}

function usage(message: string, hint: string): LimbeckError {
  return new LimbeckError({ code: 'usage', message, hint });
}

interface RowsToExport {
  readonly name: string;
  readonly target: string;
  readonly options: ExportOptions;
}

async function exportRows(
  screen: Screen,
  project: OpenProject,
  { name, target, options }: RowsToExport,
): Promise<void> {
  if (options.int8) throw usage('--int8 goes with --to onnx.', 'Give --to onnx --int8.');
  const { run: named, rest } = splitRun(name);
  const [runs, artifacts] = [await project.runs(), await project.artifacts()];
  const run = await chooseRun(runs, named);
  const { readRunLineage } = await import('../../lineage/run-lineage.js');
  const lineage = await readRunLineage(run, { runs, artifacts });
  const address = parseStepAddress(rest, lineage, 'no-row');
  const { exportDataSet } = await import('../../data-export/export-data-set.js');
  const made = await exportDataSet({
    lineage,
    state: project.state,
    node: address.node,
    sets: chooseAllRows(address, run),
    form: options.to as DataForm,
    withLineage: options.withLineage ?? false,
    out: target,
  });
  if (options.json)
    screen.print(JSON.stringify({ ...made.record, folder: made.folder, rows: made.rows, warnings: made.warnings }));
  else {
    const sizes = Object.values(made.record.files);
    const bytes = formatBytes(sizes.reduce((sum, size) => sum + size, 0));
    screen.print(
      `Written: ${target}  ${options.to}, ${countOf(made.rows, 'row')}, ${countOf(sizes.length, 'file')}, ${bytes}`,
    );
  }
  for (const warning of made.warnings) screen.note(`${screen.err.yellow('warning')}: ${warning}`);
}

interface StepPlace {
  readonly run: string;
  readonly step: string;
}

async function findModel(project: OpenProject, name: string): Promise<StepPlace> {
  const { run: named, rest } = splitRun(name);
  const [runs, artifacts] = [await project.runs(), await project.artifacts()];
  const run = await chooseRun(runs, named);
  const { readRunLineage } = await import('../../lineage/run-lineage.js');
  const address = parseStepAddress(rest, await readRunLineage(run, { runs, artifacts }), 'no-row');
  chooseModel(address, run);
  return { run, step: address.node.name };
}

async function exportStudent(
  screen: Screen,
  project: OpenProject,
  place: StepPlace,
  out: string,
  { to, int8 = false, json }: ExportOptions,
): Promise<void> {
  const form = to as ModelForm;
  if (int8 && form !== 'onnx') throw usage('--int8 goes with --to onnx.', 'Give --to onnx --int8.');
  const { exportModel } = await import('../../student-export/export-model.js');
  const interruption = onInterruption(screen.note);
  const { signal } = interruption;
  try {
    const onEvent = (event: TrainerEvent): void => {
      if (event.event === 'phase') screen.note(PHASES[event.phase] ?? `${event.phase} ...`);
    };
    const made = await exportModel({ project, ...place, form, int8, out, signal, say: screen.note, onEvent });
    if (json) screen.print(JSON.stringify({ ...made.record, folder: made.folder, facts: made.facts }));
    else showStudent(screen, out, made);
  } catch (error) {
    if (!signal.aborted) throw error;
    screen.note('Stopped: nothing was written. The same command does it anew.');
    process.exitCode = EXIT.interrupted;
  } finally {
    interruption.dispose();
  }
}

const PHASES: Partial<Record<Phase['phase'], string>> = {
  starting: 'Starting the trainer ...',
  loading: 'Reading the model ...',
  exporting: 'Writing it ...',
  checking: 'Checking it against PyTorch ...',
  comparing: 'Comparing rounded with full weights ...',
  saving: 'Saving ...',
};

function showStudent(screen: Screen, out: string, { record, facts }: ExportedModel): void {
  const sizes = Object.values(record.files);
  const bytes = formatBytes(sizes.reduce((sum, size) => sum + size, 0));
  screen.print(
    `Written: ${out}  ${record.form}, ${formatCount(facts.parameters)} parameters, ${countOf(sizes.length, 'file')}, ${bytes}`,
  );
  const { onnx } = facts;
  if (!onnx) return;
  screen.print(`Logits differ from PyTorch's by ${onnx.difference.toExponential(1)} at most.`);
  if (!onnx.int8) return;
  const cost = onnx.int8.compared;
  screen.print(
    cost
      ? `Rounded to 8 bits: ${Math.round(cost.equal_completions * 100)} % of ${formatCount(cost.prompts)} replies to an evaluation's prompts are the same to the last token.`
      : 'Rounded to 8 bits; what that costs was not measured: no evaluation of this run asked the model.',
  );
}
