import type { LineageCall } from '../../lineage/calls-of-rows.js';
import { showLine } from '../../report/safe-text.js';
import { wrapText } from '../../report/text-table.js';
import { countOf, formatUsd } from '../../project/format.js';
import { renderFields, type ValueSpace } from './render-value.js';

export interface ShownRow {
  readonly place: number;
  readonly id: string;
  readonly columns: Readonly<Record<string, unknown>>;
  /** Absent when they were not asked for. */
  readonly calls?: readonly LineageCall[];
}

/** A row as a block: place and id, a line or a few per column, its calls below. */
export function renderRow({ place, id, columns, calls }: ShownRow, space: ValueSpace): string {
  const { bold, dim } = space.style;
  const fields = Object.entries(columns).filter(([name]) => name !== 'id');
  const lines = [`${bold(String(place))}  ${dim(id)}`, ...indent(renderFields(fields, inside(space)))];
  if (calls?.length === 0) lines.push(`  ${dim('no call')}`);
  for (const call of calls ?? []) lines.push(...indent(renderCall(call, inside(space))));
  return lines.join('\n');
}

/** A call: who was asked and what it cost in one line, then what was said and what came back. */
export function renderCall(call: LineageCall, space: ValueSpace): string[] {
  const { style } = space;
  const spoken = call.messages.map(({ role, content }) => [role, content] as const);
  const answer = call.answer;
  const fields = [...spoken, ...(answer ? [['answer', answer.text] as const] : [])];
  const facts = wrapText(callFacts(call), space.width - 5);
  const head = facts.map((line, at) => (at === 0 ? `${style.cyan('call')} ${line}` : `     ${line}`));
  const lines = [...head, ...indent(renderFields(fields, inside(space)))];
  if (!answer) lines.push(`  ${style.yellow('The ledger has no answer under this key.')}`);
  return lines;
}

export function callFacts({ key, model, asked_again, answer }: LineageCall): string {
  const named = answer?.provider['model'];
  const facts = [key.slice(0, 12), named === undefined || named === model ? model : `${model} (${named})`];
  if (answer) {
    const { usage, cost_nanousd, finish_reason, at, unpaid } = answer;
    facts.push(`${countOf(usage.prompt_tokens, 'token')} in, ${countOf(usage.completion_tokens, 'token')} out`);
    if (!unpaid) facts.push(cost_nanousd === undefined ? 'price unknown' : formatUsd(cost_nanousd / 1e9));
    if (finish_reason !== 'stop') facts.push(finish_reason);
    facts.push(at);
  }
  if (asked_again) facts.push('asked again');
  return showLine(facts.join(', '));
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
const inside = (space: ValueSpace): ValueSpace => ({ ...space, width: space.width - 2 });
