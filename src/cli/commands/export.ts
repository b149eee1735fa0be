import { Option, type Command } from 'commander';
import type { ExportedModel, ModelForm } from '../../student-export/export-model.js';
import { LimbeckError } from '../../core/errors.js';
import { defineCommand, withProject } from '../define-command.js';
import { formatCount } from '../format.js';
import { chooseRun, openProject, type OpenProject } from '../open-project.js';
import { processScreen, type Screen } from '../screen.js';
import { onInterruption } from '../session/interruption.js';
import { unknownName } from '../unknown-name.js';

interface ExportOptions {
  readonly project?: string;
  readonly to: Form;
  readonly int8?: boolean;
  readonly json?: boolean;
}

type Form = ModelForm;

export function build(): Command {
  return withProject(
    defineCommand(
      'export',
      'Hand over what a step made: a model one can serve, with a card that says where it comes from.',
      [
        'limbeck export contract-terms-1/tune --to transformers student/',
        'limbeck export contract-terms-1/tune --to onnx student-onnx/',
        'limbeck export contract-terms-1/tune --to onnx --int8 student-int8/',
      ],
    ),
  )
    .argument('<run/step>', 'name of the run and of the step in it')
    .argument('<dir>', 'folder to write; an earlier export in it is replaced')
    .addOption(new Option('--to <form>', 'form to write').choices(['transformers', 'onnx']).makeOptionMandatory())
    .option('--int8', 'with onnx: round the weights to 8 bits, and measure what that costs')
    .option('--json', 'print one object for programs')
    .action(exportFrom);
}

async function exportFrom(name: string, target: string, options: ExportOptions): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const place = await findStep(project, name);
  await exportStudent(screen, project, place, target, options);
}

interface StepPlace {
  readonly run: string;
  readonly step: string;
}

async function findStep(project: OpenProject, name: string): Promise<StepPlace> {
  const runs = await project.runs();
  const slash = name.indexOf('/');
  const run = await chooseRun(runs, slash < 0 ? name : name.slice(0, slash));
  const step = slash < 0 ? '' : name.slice(slash + 1);
  const ids = (await runs.plan(run)).steps.map(({ id }) => id);
  if (!ids.includes(step)) throw unknownName('step', step, ids);
  return { run, step };
}

async function exportStudent(
  screen: Screen,
  project: OpenProject,
  place: StepPlace,
  out: string,
  { to: form, int8 = false, json }: ExportOptions,
): Promise<void> {
  if (int8 && form !== 'onnx')
    throw new LimbeckError({ code: 'usage', message: '--int8 goes with --to onnx.', hint: 'Give --to onnx --int8.' });
  const { exportModel } = await import('../../student-export/export-model.js');
  const interruption = onInterruption(screen.note);
  try {
    const { signal } = interruption;
    const made = await exportModel({ project, ...place, form, int8, out, signal, say: screen.note });
    if (json) screen.print(JSON.stringify({ ...made.record, folder: made.folder, facts: made.facts }));
    else showStudent(screen, out, made);
  } finally {
    interruption.dispose();
  }
}

function showStudent(screen: Screen, out: string, { record, facts }: ExportedModel): void {
  const sizes = Object.values(record.files);
  const megabytes = (sizes.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1);
  screen.print(
    `Written: ${out}  ${record.form}, ${formatCount(facts.parameters)} parameters, ${sizes.length} files, ${megabytes} MB`,
  );
  const { onnx } = facts;
  if (!onnx) return;
  screen.print(`Logits differ from PyTorch's by ${onnx.difference.toExponential(1)} at most.`);
  if (!onnx.int8) return;
  const cost = onnx.int8.compared;
  screen.print(
    cost
      ? `Rounded to 8 bits: ${Math.round(cost.equal_completions * 100)} % of ${formatCount(cost.prompts)} held-out replies are the same to the last token.`
      : 'Rounded to 8 bits; what that costs was not measured: no evaluation of this run asked the model.',
  );
}
