import type { Command } from 'commander';
import type { Plan } from '../../../schemas/generated/plan.js';
import { retriableRows } from '../../core/run/retriable-rows.js';
import type { StepView } from '../../core/run/step-view.js';
import { showLine } from '../../report/safe-text.js';
import { defineCommand, withProject } from '../define-command.js';
import { countOf, formatCount, formatDuration } from '../../project/format.js';
import { formatRejected } from '../../report/format-number.js';
import { chooseRun, openProject } from '../../project/open-project.js';
import { createProgress } from '../progress/progress.js';
import { stepFacts } from '../progress/step-line.js';
import { stepLines } from '../progress/step-lines.js';
import { readView, stateOf } from '../../project/read-view.js';
import { splitRun } from '../../project/rows/step-address.js';
import { processScreen, type Screen } from '../output/screen.js';
import { spendForPrograms, spendInWords } from '../output/spend-in-words.js';
import { renderTable } from '../output/table.js';
import { unknownName } from '../../project/unknown-name.js';

export function build(): Command {
  return withProject(
    defineCommand('show', 'Counts, costs and artifacts of a run, or of one of its steps.', [
      'limbeck show contract-terms-1',
      'limbeck show contract-terms-1/read --json',
    ]),
  )
    .argument('[run[/step]]', 'name of the run, and of a step in it; the newest run when absent')
    .option('--json', 'print one object for programs')
    .action(show);
}

async function show(name: string | undefined, options: { project?: string; json?: boolean }): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const runs = await project.runs();
  const { run: wanted, rest } = name === undefined ? { run: undefined, rest: '' } : splitRun(name);
  const stepId = rest === '' ? undefined : rest;
  const run = await chooseRun(runs, wanted);
  const [plan, view] = [await runs.plan(run), await readView(runs, run)];
  if (stepId !== undefined) {
    const ids = plan.steps.map(({ id }) => id);
    if (!ids.includes(stepId)) throw unknownName('step', stepId, ids);
    const step = view.steps.get(stepId);
    const artifacts = await project.artifacts();
    const record = step?.key === undefined ? undefined : await artifacts.getStep(step.key);
    const planned = plan.steps.find(({ id }) => id === stepId);
    if (options.json)
      screen.print(JSON.stringify({ run, step: planned, state: step?.state ?? 'waiting', key: step?.key, record }));
    else showStep({ screen, run, plan, id: stepId, step });
    return;
  }
  if (options.json) {
    const steps = [...view.steps.values()].map(({ id, state, key, spend, finished }) => ({
      id,
      state,
      key,
      spend: spendForPrograms(spend),
      finished,
    }));
    screen.print(JSON.stringify({ run, state: stateOf(view), recipe: plan.recipe, params: plan.params, steps }));
    return;
  }
  const { recipe } = plan;
  screen.print(`${screen.out.bold(run)}  ${recipe.name} ${recipe.version}  ${stateOf(view)}`);
  screen.print(`recipe ${recipe.file} (${recipe.digest.slice(0, 12)})  profile ${plan.profile}  seed ${plan.seed}`);
  const params = Object.entries(plan.params).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  if (params.length > 0) screen.print(`params ${params.join(' ')}`);
  screen.print('');
  const progress = createProgress();
  for (const event of await runs.events(run)) progress.apply(event);
  const uses = new Map(plan.steps.map(({ id, use }) => [id, use]));
  const lines = stepLines({ progress, style: screen.out, now: Date.now(), past: 'whole' });
  const rows = lines.map(({ mark, label, facts, step }) => [
    `${mark} ${label}`,
    (step && uses.get(step.id)) ?? '',
    facts.join('  '),
  ]);
  // A run that no worker has taken up has told nothing of its steps.
  const untold = plan.steps.map(({ id, use }) => [`. ${id}`, use, 'waiting']);
  screen.print(renderTable(rows.length > 0 ? rows : untold).join('\n'));
  screen.print(`\nFiles: ${runs.folder(run)}`);
}

interface ShownStep {
  readonly screen: Screen;
  readonly run: string;
  readonly plan: Plan;
  readonly id: string;
  readonly step: StepView | undefined;
}

function showStep({ screen, run, plan, id, step }: ShownStep): void {
  const planned = plan.steps.find((candidate) => candidate.id === id)!;
  screen.print(`${screen.out.bold(id)}  ${planned.use}  ${step?.state ?? 'waiting'}`);
  const facts: [string, string][] = [];
  if (step?.key) facts.push(['key', step.key]);
  const from = planned.inputs.map(({ port, name, output }) => `${port}: ${name}${output ? `.${output}` : ''}`);
  if (from.length > 0) facts.push(['from', from.join(', ')]);
  const finished = step?.finished;
  if (finished) {
    const { counts, spend, outputs, duration_ms } = finished;
    facts.push([
      'rows',
      `${formatCount(counts.in)} in, ${formatCount(counts.out)} out, ${formatRejected(counts)} rejected, ${formatCount(counts.failed)} failed`,
    ]);
    for (const [reason, count] of Object.entries(counts.reasons)) facts.push(['', `${formatCount(count)} ${reason}`]);
    const failed = retriableRows(planned.shape, counts);
    if (failed > 0) facts.push(['', `limbeck resume ${run} --retry-failed tries ${formatCount(failed)} again`]);
    const tokens = countOf(spend.prompt_tokens + spend.completion_tokens, 'token');
    const paid = [countOf(spend.calls, 'call'), `${formatCount(spend.reused)} reused`, tokens, spendInWords(spend)];
    facts.push(['spend', paid.filter((fact) => fact !== undefined).join(', ')]);
    facts.push(['time', formatDuration(duration_ms)]);
    for (const [output, digest] of Object.entries(outputs)) facts.push([output, digest]);
    for (const [model, metrics] of Object.entries(finished.metrics ?? {})) facts.push([model, JSON.stringify(metrics)]);
  } else if (step) facts.push(['now', stepFacts(step, createProgress(), Date.now()).join('  ')]);
  if (step?.review?.type === 'review-finished') {
    const { by, rows, edited, removed } = step.review;
    facts.push(['review', `${showLine(by)}: ${countOf(rows, 'row')} seen, ${edited} edited, ${removed} removed`]);
  }
  if (step?.review?.type === 'review-waiting') facts.push(['review', 'waits for a person']);
  if (step?.gate) facts.push(['gate', `${step.gate.met ? 'met' : 'NOT met'}: ${step.gate.expression}`]);
  if (step?.error) facts.push(['error', `${step.error.code}: ${step.error.message}`]);
  screen.print(renderTable(facts.map(([key, value]) => [screen.out.dim(key), value])).join('\n'));
}
