import type {
  Report,
  ReportEvaluation,
  ReportExample,
  ReportStep,
  ReportTable,
} from '../../schemas/generated/report.js';
import {
  formatBudget,
  formatCount,
  formatCell,
  formatRejected,
  formatDuration,
  formatMetric,
  formatMoney,
  formatMoneyBriefly,
  shortDigest,
  titleWithUnit,
} from './format-number.js';
import { chosenWords, examplesTitle, sayVerdict } from './example-words.js';
import { sayUnmeasured } from './findings.js';
import { tellLoop, tellReview } from './review-and-loop-words.js';
import { showLine } from './safe-text.js';
import { drawTable, padTo, shorten, wrapText } from './text-table.js';

export interface TextOptions {
  readonly color: boolean;
  /** Columns; 80 fits everything. */
  readonly width: number;
}

type Paint = (text: string, how: keyof typeof codes) => string;

const codes = { bold: 1, dim: 2, green: 32, yellow: 33, red: 31 } as const;

/** The report for a terminal: no line is wider than `width`; text of records can give the terminal no orders. */
export function renderReportText(report: Report, { color, width }: TextOptions): string {
  const paint: Paint = (text, how) => (color ? `\u001b[${codes[how]}m${text}\u001b[0m` : text);
  const sections = [
    head(report, width, paint),
    ...report.evaluations.map((evaluation) => result(evaluation, width, paint)),
    ...(report.evaluations.length === 0 ? [[sayUnmeasured(report)]] : []),
    rowsAndCosts(report, width, paint),
    trainings(report, width, paint),
    basis(report, width, paint),
    notes(report, width, paint),
    commands(report, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head({ recipe, run }: Report, width: number, paint: Paint): string[] {
  const ended = run.outcome === 'done' ? paint('done', 'green') : paint(run.outcome, 'yellow');
  const took = run.active_ms > 0 ? `, ${formatDuration(run.active_ms)}` : '';
  const error = run.error
    ? wrapText(
        showLine(`${run.error.code}: ${run.error.message.replace(/[^.!?]$/, '$&.')} ${run.error.hint ?? ''}`),
        width,
      )
    : [];
  return [
    paint(shorten(showLine(`${recipe.name} ${recipe.version}`), width), 'bold'),
    ...wrapText(showLine(recipe.description), width),
    `run ${showLine(run.name)}: ${ended}${took}`,
    ...error.map((line) => paint(line, 'red')),
  ];
}

function result(evaluation: ReportEvaluation, width: number, paint: Paint): string[] {
  const { set, metrics, models, metric_traits: traits } = evaluation;
  const rows = set.rows === undefined ? '' : `${formatCount(set.rows)} rows of `;
  const lines = [
    paint(shorten(`Result of ${evaluation.step} (${evaluation.use}) on ${rows}${set.names.join(', ')}`, width), 'bold'),
  ];
  for (const metric of metrics) {
    const cells = models.map((model) => {
      const score = model.metrics[metric];
      const interval =
        score?.low === undefined || score.high === undefined
          ? ''
          : `${formatMetric(score.low)} to ${formatMetric(score.high)}`;
      return [
        showLine(model.display),
        model.role,
        score ? formatMetric(score.value) : '-',
        interval,
        score ? formatCount(score.n) : '-',
        model.failed === undefined ? '' : formatCount(model.failed),
      ];
    });
    const columns = [
      { title: 'model' },
      { title: 'role' },
      { title: titleWithUnit(metric, traits?.[metric]), right: true },
      { title: 'interval', right: true },
      { title: 'n', right: true },
      { title: 'failed', right: true },
    ];
    const [title, ...body] = drawTable(columns, cells, width);
    const hint = traits?.[metric]?.better === 'lower' ? ['(lower is better)'] : [];
    lines.push('', ...[...hint, title ?? ''].map((line) => paint(line, 'dim')), ...body);
  }
  for (const table of evaluation.tables ?? []) lines.push(...resultTable(table, evaluation, { width, paint }));
  lines.push('');
  for (const finding of evaluation.findings)
    lines.push(
      ...bullet(finding.text, width).map((line) => (finding.kind === 'not-shown' ? paint(line, 'yellow') : line)),
    );
  if (evaluation.gate) lines.push(...gateLines(evaluation.gate, width, paint));
  for (const caveat of evaluation.caveats) lines.push(...bullet(caveat, width).map((line) => paint(line, 'dim')));
  if (evaluation.examples.length > 0) lines.push('', paint(examplesTitle(evaluation), 'bold'));
  const display = (name: string) => showLine(models.find((model) => model.name === name)?.display ?? name);
  for (const example of evaluation.examples) lines.push(...exampleLines(example, { display, width, paint }));
  return lines;
}

function gateLines(gate: NonNullable<ReportEvaluation['gate']>, width: number, paint: Paint): string[] {
  const state = gate.met === undefined ? 'not reached' : gate.met ? 'met' : 'NOT met';
  return bullet(`Gate ${state}: ${showLine(gate.expression)}`, width).map((line) =>
    paint(line, gate.met ? 'green' : 'red'),
  );
}

/** Wide tables are for the page: a terminal gets what fits. */
function resultTable(
  { model, title, columns, rows, note }: ReportTable,
  { models }: ReportEvaluation,
  { width, paint }: Pick<ExampleLook, 'width' | 'paint'>,
): string[] {
  const of = model === undefined ? '' : `${models.find(({ name }) => name === model)?.display ?? model}: `;
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatCell(cell) : showLine(cell))));
  const heads = columns.map((name, at) => ({
    title: showLine(name),
    right: rows.some((row) => typeof row[at] === 'number'),
  }));
  const [head, ...body] = drawTable(heads, cells, width);
  return [
    '',
    paint(shorten(showLine(`${of}${title}`), width), 'bold'),
    paint(head ?? '', 'dim'),
    ...body,
    ...(note === undefined ? [] : wrapText(showLine(note), width).map((line) => paint(line, 'dim'))),
  ];
}

interface ExampleLook {
  readonly display: (name: string) => string;
  readonly width: number;
  readonly paint: Paint;
}

function exampleLines(example: ReportExample, { display, width, paint }: ExampleLook): string[] {
  const field = (name: string, text: string, mark = ' ') =>
    shorten(`  ${mark} ${padTo(shorten(name, 20), 20)} ${showLine(text)}`, width);
  const title = `${example.subject ?? ''} ${chosenWords[example.chosen].one}`;
  return [
    paint(shorten(title, width), 'dim'),
    ...(example.input ? [field('asked', example.input.text)] : []),
    ...(example.gold ? [field('gold', example.gold.text)] : []),
    ...example.predictions.map(({ model, text, correct, verdict, failure }) => {
      const said = text === undefined ? '(no prediction)' : text.text;
      const notes = [verdict, failure].flatMap((note) => (note === undefined ? [] : [sayVerdict(note)]));
      const mark = verdict !== undefined ? ' ' : correct ? '+' : '-';
      return field(display(model), notes.length === 0 ? said : `(${notes.join(', ')}) ${said}`, mark);
    }),
  ];
}

function rowsAndCosts({ steps, loops = [], spend, run, budget }: Report, width: number, paint: Paint): string[] {
  const cells = steps.map((step) => [
    step.id,
    step.state + (step.counts?.partial ? '*' : ''),
    count(step.counts?.in),
    count(step.counts?.out),
    step.counts ? formatRejected(step.counts) : '',
    count(step.counts?.failed),
    asks(step) ? formatCount(step.spend.calls) : '',
    asks(step) ? formatMoneyBriefly(step.spend) : '',
    step.duration_ms === undefined ? '' : formatDuration(step.duration_ms),
  ]);
  const titles = ['step', 'state', 'in', 'out', 'rejected', 'failed', 'calls', 'money', 'time'];
  const columns = titles.map((title, at) => ({ title, right: at > 1 }));
  const [title, ...body] = drawTable(columns, cells, width);
  const limits = formatBudget(budget);
  return [
    paint('Rows, calls, time', 'bold'),
    paint(title ?? '', 'dim'),
    ...body,
    ...steps.flatMap((step) => reasonLines(step, width).map((line) => paint(line, 'dim'))),
    ...loops.flatMap((loop) =>
      wrapText(`${loop.id}: ${tellLoop(loop)}`, width, '  ').map((line) => paint(line, 'dim')),
    ),
    ...(steps.some((step) => step.counts?.partial) ? [paint('* not complete', 'dim')] : []),
    '',
    ...wrapText(
      `In all: ${formatCount(spend.here.calls)} calls, ${formatCount(spend.here.reused)} answers reused, ` +
        `${formatCount(spend.here.prompt_tokens + spend.here.completion_tokens)} tokens, money ${formatMoney(spend.here)}, ` +
        `time ${formatDuration(run.active_ms)}.`,
      width,
    ),
    ...(spend.earlier
      ? wrapText(
          `Reused steps had cost ${formatCount(spend.earlier.calls)} calls and ${formatMoney(spend.earlier)} when they were made.`,
          width,
        )
      : []),
    ...(limits.length > 0 ? wrapText(`Budget: ${limits.join(', ')}.`, width) : []),
  ];
}

function asks(step: ReportStep): boolean {
  return step.spend.calls > 0 || step.spend.reused > 0;
}

function reasonLines(step: ReportStep, width: number): string[] {
  const reasons = Object.entries(step.counts?.reasons ?? {}).map(
    ([reason, rows]) => `${showLine(reason)} ${formatCount(rows)}`,
  );
  const parts = [
    reasons.length > 0 ? `put aside: ${reasons.join(', ')}` : '',
    step.review ? showLine(tellReview(step.review)) : '',
    step.skipped_because === undefined ? '' : `skipped: ${showLine(step.skipped_because)}`,
    step.error ? `${step.error.code}: ${showLine(step.error.message)}` : '',
  ].filter(Boolean);
  return parts.flatMap((part) => wrapText(`${step.id}: ${part}`, width, '  '));
}

function trainings({ trainings: all }: Report, width: number, paint: Paint): string[] {
  if (all.length === 0) return [];
  const cells = all.map((training) => [
    training.step,
    training.student,
    count(training.rows),
    count(training.steps),
    training.final_loss === undefined ? '-' : formatMetric(training.final_loss),
    spark(training.losses),
    training.device ?? '',
  ]);
  const titles = ['training', 'student', 'rows', 'steps', 'last loss', 'curve', 'device'];
  const [title, ...body] = drawTable(
    titles.map((name, at) => ({ title: name, right: at > 1 && at < 5 })),
    cells,
    width,
  );
  return [paint('Training', 'bold'), paint(title ?? '', 'dim'), ...body];
}

/** A loss curve in twelve characters. */
function spark(losses: readonly number[][]): string {
  const values = losses.map(([, loss]) => loss ?? 0);
  if (values.length < 2) return '';
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from({ length: 12 }, (_, at) => {
    const value = values[Math.round((at / 11) * (values.length - 1))]!;
    return '▁▂▃▄▅▆▇█'[high === low ? 0 : Math.round(((value - low) / (high - low)) * 7)];
  }).join('');
}

function basis({ recipe, data, models, versions, plan_digest }: Report, width: number, paint: Paint): string[] {
  return [
    paint('What it rests on', 'bold'),
    ...data.flatMap((set) =>
      wrapText(
        `data ${set.name}: ${formatCount(set.rows)} ${set.kind} rows, licence ${showLine(set.license ?? 'not said')}${set.held_out ? ', held out' : ''}, sha256 ${shortDigest(set.digest)}`,
        width,
        '  ',
      ),
    ),
    ...models.flatMap((model) =>
      wrapText(
        `model ${showLine(model.display)}: ${showLine(model.model ?? model.path ?? model.provider)}${
          model.training_on_output === 'not-applicable' ? '' : `, training on its answers: ${model.training_on_output}`
        }`,
        width,
        '  ',
      ),
    ),
    ...(recipe.files ?? []).map(({ path, digest }) => `  uses ${showLine(path)}, sha256 ${shortDigest(digest)}`),
    ...wrapText(`recipe sha256 ${shortDigest(recipe.digest)}, plan ${shortDigest(plan_digest)}`, width, '  '),
    ...wrapText(versions.map(({ name, version }) => `${name} ${showLine(version)}`).join(', '), width, '  '),
  ];
}

function notes({ notes: all }: Report, width: number, paint: Paint): string[] {
  if (all.length === 0) return [];
  const lines = all.flatMap(({ level, text, step }) =>
    bullet(showLine(step === undefined ? text : `${step}: ${text}`), width).map((line) =>
      paint(line, level === 'warning' ? 'yellow' : 'dim'),
    ),
  );
  return [paint('Warnings and notes', 'bold'), ...lines];
}

function commands({ commands: { repeat, resume } }: Report, paint: Paint): string[] {
  // Never wrapped: it is there to be copied.
  return [
    ...(resume === undefined ? [] : [`${paint('Go on:', 'bold')} ${showLine(resume)}`]),
    `${paint('Repeat:', 'bold')} ${showLine(repeat)}`,
  ];
}

function bullet(text: string, width: number): string[] {
  return wrapText(showLine(text), width, '  ').map((line, at) => (at === 0 ? `- ${line.slice(2)}` : line));
}

function count(value: number | undefined): string {
  return value === undefined ? '-' : formatCount(value);
}
