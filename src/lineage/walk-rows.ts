import type { Row } from '../core/record-kinds.js';
import { outputDigest, type LineageNode, type RunLineage } from './run-lineage.js';

/** A row on the way back, and what it came from. */
export interface WalkedRow {
  readonly node: LineageNode;
  readonly row: Row;
  /** Its place in the data set it was read from, counted from 1. */
  readonly place: number;
  /** The step passed it on as it was; else it made it. */
  readonly passed_on: boolean;
  readonly from: readonly { readonly node: LineageNode; readonly id: string }[];
}

export interface WalkInput {
  readonly lineage: RunLineage;
  /** Where to begin: rows of one data set of a node. */
  readonly start: { readonly node: LineageNode; readonly digest: string; readonly ids: Iterable<string> };
  /** What is held of a row: all of it for a few rows, ids and parents for a whole data set. */
  readonly keep: (row: Row) => Row;
  /** Told every row once for each node it stands in, nearest step first. */
  readonly onRow: (row: WalkedRow) => void;
}

/** Ids wanted of the data sets of each node. */
type Wanted = Map<LineageNode, Map<string, Set<string>>>;

interface Step {
  readonly lineage: RunLineage;
  readonly keep: WalkInput['keep'];
  readonly node: LineageNode;
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly inputs: readonly { readonly node: LineageNode; readonly digest: string }[];
}

/**
 * From rows back through the steps to the data sets they came from. A row is followed by its id where a step passed it on,
 * and by its parents where a step made it. Each data set is read a few times, as a stream.
 */
export async function walkRows({ lineage, start, keep, onRow }: WalkInput): Promise<void> {
  const wanted: Wanted = new Map([[start.node, new Map([[start.digest, new Set(start.ids)]])]]);
  // Every reader of a node stands behind it in the plan, so that all that is wanted of it is known when it is its turn.
  const nodes = [...new Set(lineage.nodes.values())].toReversed();
  for (const node of nodes) {
    const sets = wanted.get(node);
    if (!sets) continue;
    wanted.delete(node);
    await walkNode({ lineage, node, sets, inputs: inputsOf(lineage, node), keep }, wanted, onRow);
  }
}

async function walkNode(step: Step, wanted: Wanted, onRow: WalkInput['onRow']): Promise<void> {
  let sets = step.sets;
  const seen = new Set<string>();
  for (;;) {
    const found = await readSets(step, sets);
    for (const id of found.keys()) seen.add(id);
    const origins = await findOrigins(step, found);
    for (const { row, place } of found.values()) {
      const passed = origins.passed.get(row.id);
      const from = passed ?? row.parents.flatMap((parent) => origins.parents.get(parent) ?? []);
      for (const { node, digest, id } of from) if (node !== step.node) want(wanted, { node, digest, ids: [id] });
      onRow({
        node: step.node,
        row,
        place,
        passed_on: passed !== undefined,
        from: from.map(({ node, id }) => ({ node, id })),
      });
    }
    // A growing step makes rows of its own rows: they are followed in turn.
    const own = [...origins.parents.values()].flat().filter(({ node, id }) => node === step.node && !seen.has(id));
    if (own.length === 0) return;
    const next: Wanted = new Map();
    for (const { node, digest, id } of own) want(next, { node, digest, ids: [id] });
    sets = next.get(step.node)!;
  }
}

interface Origin {
  readonly node: LineageNode;
  readonly digest: string;
  readonly id: string;
}

/** Where rows and, for those that no input has, their parents stand. */
async function findOrigins(
  { lineage, node, inputs, sets }: Step,
  found: ReadonlyMap<string, { readonly row: Row }>,
): Promise<{ readonly passed: Map<string, Origin[]>; readonly parents: Map<string, Origin[]> }> {
  const passed = new Map<string, Origin[]>();
  const parents = new Map<string, Origin[]>();
  const look = async (places: Step['inputs'], ids: ReadonlySet<string>, into: Map<string, Origin[]>): Promise<void> => {
    for (const place of places)
      for (const { row } of await readRows({ lineage, keep: idOnly }, place.digest, ids))
        into.set(row.id, [...(into.get(row.id) ?? []), { ...place, id: row.id }]);
  };
  await look(inputs, new Set(found.keys()), passed);
  const made = [...found.values()].filter(({ row }) => !passed.has(row.id));
  const wantedParents = new Set(made.flatMap(({ row }) => row.parents));
  await look(inputs, wantedParents, parents);
  if (node.step?.shape === 'grow') {
    const missing = new Set([...wantedParents].filter((id) => !parents.has(id)));
    await look(
      [...sets.keys()].map((digest) => ({ node, digest })),
      missing,
      parents,
    );
  }
  return { passed, parents };
}

async function readSets(
  step: Step,
  sets: Step['sets'],
): Promise<Map<string, { readonly row: Row; readonly place: number }>> {
  const found = new Map<string, { readonly row: Row; readonly place: number }>();
  for (const [digest, ids] of sets)
    for (const placed of await readRows(step, digest, ids))
      if (!found.has(placed.row.id)) found.set(placed.row.id, placed);
  return found;
}

const idOnly = ({ id }: Row): Row => ({ id, parents: [] });

/** Rows of a data set that have one of the ids; reading ends when all are found. */
async function readRows(
  { lineage, keep }: Pick<Step, 'lineage' | 'keep'>,
  digest: string,
  ids: ReadonlySet<string>,
): Promise<{ readonly row: Row; readonly place: number }[]> {
  const found: { readonly row: Row; readonly place: number }[] = [];
  if (ids.size === 0) return found;
  const { source } = await lineage.artifacts.openDataSet(digest);
  let place = 0;
  for await (const row of source.read()) {
    place++;
    if (ids.has(row.id)) found.push({ row: keep(row), place });
    if (found.length === ids.size) break;
  }
  return found;
}

function inputsOf(lineage: RunLineage, { step }: LineageNode): Step['inputs'] {
  return (step?.inputs ?? []).flatMap(({ name, output }) => {
    const node = lineage.nodes.get(name);
    const digest = node && outputDigest(node, output);
    return node === undefined || digest === undefined ? [] : [{ node, digest }];
  });
}

function want(
  wanted: Wanted,
  { node, digest, ids }: { readonly node: LineageNode; readonly digest: string; readonly ids: Iterable<string> },
): void {
  const sets = wanted.get(node) ?? new Map<string, Set<string>>();
  wanted.set(node, sets);
  const known = sets.get(digest) ?? new Set<string>();
  sets.set(digest, known);
  for (const id of ids) known.add(id);
}
