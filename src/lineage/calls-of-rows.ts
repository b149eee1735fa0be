import type { ArtifactStore } from '../artifacts/contract.js';
import type { ChatMessage, Sampling, Usage } from '../core/models/model-request.js';
import type { Row } from '../core/record-kinds.js';
import { isMeasuring, subjectsOf } from '../core/models/subjects.js';
import type { Ledger } from '../ledger/contract.js';
import type { LineageNode } from './run-lineage.js';

/** One answer that rows were made from: what was asked of whom, and what the ledger has of it. */
export interface LineageCall {
  /** Response key. */
  readonly key: string;
  readonly role: string;
  /** As the recipe names it. */
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly sampling?: Sampling;
  readonly sample_index?: number;
  /** The reply before it could not be used. */
  readonly asked_again?: true;
  /** Absent when the ledger no longer has it. */
  readonly answer?: LineageAnswer;
}

export interface LineageAnswer {
  readonly text: string;
  readonly finish_reason: string;
  readonly usage: Usage;
  /** Absent when the price was unknown or nobody was paid. */
  readonly cost_nanousd?: number;
  /** Model id, request id: what the endpoint said of itself. */
  readonly provider: Readonly<Record<string, string>>;
  readonly at: string;
  /** Run and step that paid for it; `unpaid` for a local model's. */
  readonly run: string;
  readonly step: string;
  readonly unpaid?: true;
  /** The run is one of the ledger it was imported from. */
  readonly imported?: true;
}

/**
 * Calls that are about the rows, by row id, in the order they were asked. Reads the step's `calls` data set once; holds
 * what it found.
 */
export async function findCalls(
  stores: { readonly artifacts: ArtifactStore; readonly ledger: Ledger },
  calls: string,
  ids: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly LineageCall[]>> {
  const found = new Map<string, LineageCall[]>();
  const { source } = await stores.artifacts.openDataSet(calls);
  for await (const row of source.read()) {
    const about = (row['rows'] as readonly string[]).filter((id) => ids.has(id));
    if (about.length === 0) continue;
    const call = await joinAnswer(stores.ledger, row);
    for (const id of about) found.set(id, [...(found.get(id) ?? []), call]);
  }
  return found;
}

/** A step that measures shows each row to several models; each of its outputs is about one. Others help in all. */
export function isCallFor({ step, record }: LineageNode, output: string | undefined): (call: LineageCall) => boolean {
  if (!step || !isMeasuring(step)) return () => true;
  const model = output ?? Object.keys(record?.outputs ?? {})[0];
  const subjects = new Set(subjectsOf(step).map(({ role }) => role));
  return (call) => call.model === model || !subjects.has(call.role);
}

/**
 * What the calls of a row can be about, the nearest first: the row itself, or, of a row that a step made of another, the
 * row that went in. Those of the first that has any are the row's.
 */
export function idsAskedAbout({
  node,
  row,
  passed_on,
}: {
  readonly node: LineageNode;
  readonly row: Row;
  readonly passed_on: boolean;
}): readonly (readonly string[])[] {
  const shape = node.step?.shape;
  return passed_on || shape === 'grow' || shape === 'reduce' ? [[row.id]] : [[row.id], row.parents];
}

/** The first of such lists that leads to anything. */
export function firstFound<T>(
  lists: readonly (readonly string[])[],
  found: ReadonlyMap<string, readonly T[]> | undefined,
): readonly T[] {
  for (const ids of lists) {
    const all = new Set(ids.flatMap((id) => found?.get(id) ?? []));
    if (all.size > 0) return [...all];
  }
  return [];
}

/** A row of a `calls` data set with its answer. */
export async function joinAnswer(ledger: Ledger, row: Row): Promise<LineageCall> {
  const { id: key, parents: _parents, rows: _rows, ...asked } = row;
  const entry = await ledger.get(key);
  if (!entry) return { key, ...asked } as LineageCall;
  const { answer, provider, cost_nanousd, at, run, step, unpaid, imported } = entry;
  const { text, finish_reason, usage } = answer;
  const paid = {
    ...(cost_nanousd === undefined ? {} : { cost_nanousd }),
    ...(unpaid ? { unpaid } : {}),
    ...(imported ? { imported } : {}),
  };
  return { key, ...asked, answer: { text, finish_reason, usage, ...paid, provider, at, run, step } } as LineageCall;
}
