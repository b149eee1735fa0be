import type { Command } from 'commander';
import type { PlanStep } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
import type { LineageNode, RunLineage } from '../../lineage/run-lineage.js';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject, type OpenProject } from '../../project/open-project.js';
import {
  chooseRows,
  parseStepAddress,
  splitRun,
  type ChosenRows,
  type StepAddress,
} from '../../project/rows/step-address.js';
import { processScreen, type Screen } from '../output/screen.js';

interface TraceOptions {
  readonly project?: string;
  readonly id?: string;
  readonly full?: boolean;
  readonly json?: boolean;
}

export function build(): Command {
  return withProject(
    defineCommand(
      'trace',
      'Where a row comes from: back through the steps to the data file and the teacher calls. Of a model: its training rows.',
      [
        'limbeck trace contract-terms-1/clean/3f9a0c41d2b8',
        'limbeck trace contract-terms-1/tune',
        'limbeck trace contract-terms-1/clean/3f9a0c41d2b8 --json > lineage.json',
      ],
    ),
  )
    .argument('<run/step[.output][/row]>', "run, step, and a row's id or its beginning; without a row, a distill step")
    .option('--id <id>', 'the row, where its id would be hard to type in a path')
    .option('--full', 'whole values, and every row that a growing step grew from')
    .option('--json', 'print one object for programs')
    .action(trace);
}

async function trace(target: string, options: TraceOptions): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const { run: named, rest } = splitRun(target);
  const runs = await project.runs();
  const run = await chooseRun(runs, named);
  const { readRunLineage } = await import('../../lineage/run-lineage.js');
  const lineage = await readRunLineage(run, { runs, artifacts: await project.artifacts() });
  const address = parseStepAddress(rest, lineage, 'with-row');
  const { node } = address;
  const id = options.id ?? address.row;
  if (node.step?.produces === 'model' && id === undefined)
    await traceModelOf(screen, lineage, { node: { ...node, step: node.step }, options });
  else await traceRowOf(screen, { project, lineage, address, id, options });
}

async function traceModelOf(
  screen: Screen,
  lineage: RunLineage,
  { node, options }: { readonly node: LineageNode & { readonly step: PlanStep }; readonly options: TraceOptions },
): Promise<void> {
  const { traceModel } = await import('../../lineage/trace-model.js');
  const found = await traceModel(lineage, node);
  if (options.json) {
    screen.print(JSON.stringify(found));
    return;
  }
  const { renderModelTrace } = await import('../rows/render-trace.js');
  screen.print(renderModelTrace(found, spaceOf(screen, options)));
}

interface RowOf {
  readonly project: OpenProject;
  readonly lineage: RunLineage;
  readonly address: StepAddress;
  readonly id: string | undefined;
  readonly options: TraceOptions;
}

async function traceRowOf(screen: Screen, { project, lineage, address, id, options }: RowOf): Promise<void> {
  const chosen = chooseRows(address, lineage.run);
  if (id === undefined || id === '') throw noRow(chosen, lineage.run);
  const whole = await findId(lineage, chosen, id);
  const ledger = await project.ledger();
  try {
    const { traceRow } = await import('../../lineage/trace-row.js');
    const found = await traceRow({
      lineage,
      ledger,
      node: address.node,
      digest: chosen.digest,
      id: whole,
      ...(address.output === undefined ? {} : { output: address.output }),
    });
    if (options.json) {
      screen.print(JSON.stringify(found));
      return;
    }
    const { renderRowTrace } = await import('../rows/render-trace.js');
    screen.print(renderRowTrace(found, spaceOf(screen, options)));
  } finally {
    await ledger.close();
  }
}

/** The id that is or begins with what was typed. Throws `unknown-row`. */
async function findId({ artifacts, run }: RunLineage, { digest, name }: ChosenRows, typed: string): Promise<string> {
  const { source } = await artifacts.openDataSet(digest);
  const found = new Set<string>();
  for await (const { id } of source.read()) {
    if (id === typed) return id;
    if (id.startsWith(typed)) found.add(id);
  }
  const [only] = found;
  if (only !== undefined && found.size === 1) return only;
  throw new LimbeckError({
    code: 'unknown-row',
    message:
      found.size === 0
        ? `No row of "${name}" has the id "${typed}".`
        : `${found.size} rows of "${name}" have ids that begin with "${typed}".`,
    hint:
      found.size === 0
        ? `\`limbeck records ${run}/${name}\` shows the rows and their ids.`
        : `Give more of it: ${[...found].slice(0, 3).join(', ')}.`,
  });
}

function noRow({ name }: ChosenRows, run: string): LimbeckError {
  return new LimbeckError({
    code: 'usage',
    message: `Which row of "${name}"?`,
    hint: `Give limbeck trace ${run}/${name}/ID; \`limbeck records ${run}/${name}\` shows the ids. Without a row, name a distill step.`,
  });
}

const FEW_LINES = 4;

function spaceOf(
  screen: Screen,
  { full = false }: TraceOptions,
): { width: number; lines: number; style: Screen['out']; full: boolean } {
  return {
    width: process.stdout.columns ?? 100,
    lines: full ? Number.POSITIVE_INFINITY : FEW_LINES,
    style: screen.out,
    full,
  };
}
