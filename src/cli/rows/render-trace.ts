import { canonicalJson } from '../../core/canonical-json.js';
import type { ModelTrace } from '../../lineage/trace-model.js';
import type { RowTrace, TracedRow } from '../../lineage/trace-row.js';
import { showLine } from '../../report/safe-text.js';
import { wrapText } from '../../report/text-table.js';
import { countOf, formatCount } from '../../project/format.js';
import { spendInWords } from '../output/spend-in-words.js';
import { termsInWords } from '../../student-export/terms-in-words.js';
import { renderCall } from './render-row.js';
import { renderFields, type ValueSpace } from './render-value.js';

export interface TraceSpace extends ValueSpace {
  /** Every row; else rows that a growing step made of its own rows are counted after the first. */
  readonly full: boolean;
}

/** A row's way back as a tree: what it came from stands below it, each row once. */
export function renderRowTrace(trace: RowTrace, space: TraceSpace): string {
  const rows = new Map(trace.lineage.map((row) => [keyOf(row.name, row.row.id), row]));
  const lines: string[] = [];
  const drawn = new Set<string>();
  const draw = (key: string, prefix: string, above: TracedRow | undefined): void => {
    const row = rows.get(key);
    if (!row) return;
    const isDrawn = drawn.has(key);
    drawn.add(key);
    lines.push(headOf(row, space, isDrawn));
    if (isDrawn) return;
    const isGrown = above?.name === row.name && !space.full;
    const below = isGrown ? [] : row.from.map(({ name, id }) => keyOf(name, id)).filter((at) => rows.has(at));
    const bar = below.length > 0 ? '│ ' : '  ';
    const inner = { ...space, width: space.width - prefix.length - 2 };
    const [origin] = row.from;
    const before = origin && rows.get(keyOf(origin.name, origin.id));
    for (const line of bodyOf(row, before, inner)) lines.push(`${prefix}${bar}${line}`);
    if (isGrown && row.from.length > 0)
      lines.push(`${prefix}  ${space.style.dim(`grown from ${countOf(row.from.length, 'row')}; --full shows them`)}`);
    for (const [at, child] of below.entries()) {
      const isLast = at === below.length - 1;
      const start = lines.length;
      draw(child, `${prefix}${isLast ? '  ' : '│ '}`, row);
      if (lines.length > start) lines[start] = `${prefix}${isLast ? '└ ' : '├ '}${lines[start]}`;
    }
  };
  draw(keyOf(trace.name, trace.id), '', undefined);
  return [...lines, ...termsOf(trace.models, space)].join('\n');
}

const keyOf = (name: string, id: string): string => `${name}\n${id}`;

function headOf(
  { name, use, source, review, row, passed_on }: TracedRow,
  { style }: TraceSpace,
  isDrawn: boolean,
): string {
  const facts: string[] = [];
  if (use !== undefined) facts.push(use);
  if (review) facts.push(`reviewed by ${review.by}`);
  if (source)
    facts.push(
      `row ${formatCount(source.row)} of ${source.file}`,
      ...(source.hub ? [`${source.hub.repo} at ${source.hub.revision.slice(0, 12)}`] : []),
      source.license === undefined ? 'no licence named' : `licence ${source.license}`,
    );
  if (passed_on) facts.push('passed on');
  if (isDrawn) facts.push('shown above');
  return `${style.bold(name)}  ${showLine(facts.join(', '))}  ${style.dim(showLine(row.id))}`;
}

/** Of a row that was passed on: the columns in which it is another than what came in. */
function bodyOf({ row, passed_on, calls }: TracedRow, before: TracedRow | undefined, space: ValueSpace): string[] {
  const isNew = ([column, value]: [string, unknown]): boolean =>
    !passed_on || !before || canonicalJson(value ?? null) !== canonicalJson(before.row[column] ?? null);
  const fields = Object.entries(row).filter(([column]) => column !== 'id' && column !== 'parents');
  return [...renderFields(fields.filter(isNew), space), ...calls.flatMap((call) => renderCall(call, space))];
}

function termsOf(models: RowTrace['models'], { style, width }: ValueSpace): string[] {
  return models.flatMap(({ display, model, base_url, training_on_output, terms_url }) => {
    const who = [model, base_url].filter(Boolean).join(' at ');
    const terms = termsInWords(training_on_output, terms_url);
    return [
      '',
      style.bold(`model ${showLine(display)}`),
      ...wrapText(showLine([who, terms].filter(Boolean).join('; ')), width, '  '),
    ];
  });
}

/** A model's rows, counted by where they came from. */
export function renderModelTrace(trace: ModelTrace, space: TraceSpace): string {
  const { style, width } = space;
  const head = [
    `${style.bold(trace.name)}  ${trace.use}`,
    ...(trace.model === undefined ? ['  not trained yet'] : [`  model ${trace.model.slice(0, 12)}`]),
  ];
  const base = trace.base === undefined ? '' : ` from ${trace.base}`;
  const sources = trace.sources.flatMap((source) => {
    const what = source.use ?? `data ${source.file ?? ''}`;
    const facts = [`${formatCount(source.rows)} of ${countOf(source.of, 'row')} stand behind it`];
    if (source.use === undefined)
      facts.push(source.license === undefined ? 'no licence named' : `licence ${source.license}`);
    if (source.rejected + source.failed > 0)
      facts.push(`${formatCount(source.rejected)} rejected, ${formatCount(source.failed)} failed`);
    if (source.asked.length > 0) facts.push(`asked ${source.asked.join(', ')}${spentOn(source.spend)}`);
    return [`${style.bold(source.name)}  ${showLine(what)}`, ...wrapText(showLine(facts.join('; ')), width, '  ')];
  });
  return [
    ...head,
    `  trained on ${countOf(trace.training_rows, 'row')}${base}`,
    '',
    ...sources,
    ...termsOf(trace.models, space),
  ].join('\n');
}

function spentOn(spend: ModelTrace['sources'][number]['spend']): string {
  // Answers of local models are counted in neither.
  if (!spend || spend.calls + spend.reused === 0) return '';
  const money = spendInWords(spend);
  return `: ${countOf(spend.calls, 'call')}, ${formatCount(spend.reused)} reused${money === undefined ? '' : `, ${money}`}`;
}
