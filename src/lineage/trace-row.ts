import type { StepReview } from '../../schemas/generated/artifact.js';
import type { PlanData } from '../../schemas/generated/plan.js';
import type { ReportModel } from '../../schemas/generated/report.js';
import type { Row } from '../core/record-kinds.js';
import type { Ledger } from '../ledger/contract.js';
import { describeModels } from '../report/facts/provenance.js';
import { findCalls, firstFound, idsAskedAbout, isCallFor, type LineageCall } from './calls-of-rows.js';
import type { LineageNode, RunLineage } from './run-lineage.js';
import { walkRows, type WalkedRow } from './walk-rows.js';

/** A row of the way back, as programs get it. */
export interface TracedRow {
  /** Step or data set it stands in. */
  readonly name: string;
  /** stage/method; absent for a data set. */
  readonly use?: string;
  /** A person reviewed the step's rows; what stands is as they left it. */
  readonly review?: StepReview;
  /** Of a data set: where it was read from; of several files, its place among all their rows. */
  readonly source?: {
    readonly file: string;
    readonly row: number;
    readonly license?: string;
    readonly hub?: PlanData['hub'];
  };
  readonly row: Row;
  /** The step left it as it was. */
  readonly passed_on: boolean;
  readonly from: readonly { readonly name: string; readonly id: string }[];
  readonly calls: readonly LineageCall[];
}

export interface RowTrace {
  readonly run: string;
  readonly name: string;
  readonly id: string;
  /** The row itself first, then what it came from, nearest step first. */
  readonly lineage: readonly TracedRow[];
  /** Models that were asked, with their terms. */
  readonly models: readonly ReportModel[];
}

export interface TraceRowInput {
  readonly lineage: RunLineage;
  readonly ledger: Ledger;
  readonly node: LineageNode;
  /** Data set of the node that has the row. */
  readonly digest: string;
  readonly id: string;
  /** Named output the data set is, where one was named. */
  readonly output?: string;
}

export async function traceRow({ lineage, ledger, node, digest, id, output }: TraceRowInput): Promise<RowTrace> {
  const walked: WalkedRow[] = [];
  await walkRows({ lineage, start: { node, digest, ids: [id] }, keep: (row) => row, onRow: (row) => walked.push(row) });
  const calls = await callsOf(walked, { artifacts: lineage.artifacts, ledger });
  const isOurs = isCallFor(node, output);
  const rows = walked.map((row): TracedRow => {
    const traced = tracedRow(row, calls);
    return row.node === node ? { ...traced, calls: traced.calls.filter(isOurs) } : traced;
  });
  const asked = new Set(rows.flatMap((row) => row.calls.map(({ model }) => model)));
  const models = describeModels(lineage).filter(({ name }) => asked.has(name));
  return { run: lineage.run, name: node.name, id, lineage: rows, models };
}

function tracedRow({ node, row, place, passed_on, from }: WalkedRow, calls: CallsByNode): TracedRow {
  const { name, step, data, record } = node;
  const found = calls.get(node);
  return {
    name,
    ...(step ? { use: step.use } : {}),
    ...(record?.review ? { review: record.review } : {}),
    ...(data ? { source: dataPlace(data, place) } : {}),
    row,
    passed_on,
    from: from.map((origin) => ({ name: origin.node.name, id: origin.id })),
    calls: firstFound(idsAskedAbout({ node, row, passed_on }), found),
  };
}

function dataPlace({ file, license, hub }: PlanData, row: number): NonNullable<TracedRow['source']> {
  return { file, row, ...(license === undefined ? {} : { license }), ...(hub ? { hub } : {}) };
}

type CallsByNode = ReadonlyMap<LineageNode, ReadonlyMap<string, readonly LineageCall[]>>;

async function callsOf(rows: readonly WalkedRow[], stores: Parameters<typeof findCalls>[0]): Promise<CallsByNode> {
  const ids = new Map<LineageNode, Set<string>>();
  for (const row of rows) {
    const about = ids.get(row.node) ?? new Set<string>();
    ids.set(row.node, about);
    for (const id of idsAskedAbout(row).flat()) about.add(id);
  }
  const found = new Map<LineageNode, ReadonlyMap<string, readonly LineageCall[]>>();
  for (const [node, about] of ids)
    if (node.record?.calls !== undefined) found.set(node, await findCalls(stores, node.record.calls, about));
  return found;
}
