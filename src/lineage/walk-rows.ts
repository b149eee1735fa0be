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

/** A data set that a step reads, or its own. */
interface Place {
  readonly node: LineageNode;
  readonly digest: string;
}

/** Where rows stand, by id. Lists of one are shared: there is a row for each id, and memory counts. */
type Places = Map<string, readonly Place[]>;

/** Ids wanted of the data sets of each node. */
type Wanted = Map<LineageNode, Map<string, Set<string>>>;

interface Step {
  readonly lineage: RunLineage;
  readonly keep: WalkInput['keep'];
  readonly node: LineageNode;
  readonly inputs: readonly Place[];
}

type FoundRows = Map<string, { readonly row: Row; readonly place: number }>;

/**
 * From rows back through the steps to the data sets they came from. A row is followed by its id where a step passed it on,
 * and by its parents where a step made it. Each data set is read a few times, as a stream.
 */
export async function walkRows({ lineage, start, keep, onRow }: WalkInput): Promise<void> {
  const wanted: Wanted = new Map([[start.node, new Map([[start.digest, new Set(start.ids)]])]]);
  for (const node of readersFirst(lineage, start.node)) {
    const sets = wanted.get(node);
    if (!sets) continue;
    wanted.delete(node);
    await walkNode({ step: { lineage, keep, node, inputs: inputsOf(lineage, node) }, sets, wanted, onRow });
  }
}

interface Walk {
  readonly step: Step;
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly wanted: Wanted;
  readonly onRow: WalkInput['onRow'];
}

async function walkNode({ step, sets, wanted, onRow }: Walk): Promise<void> {
  // A growing step makes rows of its own rows: they are followed in turn, each once.
  const seen = step.node.step?.shape === 'grow' ? new Set<string>() : undefined;
  for (let round = sets; round.size > 0;) {
    const found = await readSets(step, round);
    if (seen) for (const id of found.keys()) seen.add(id);
    const next: Wanted = new Map();
    const { passed, parents } = await findOrigins(step, round, found);
    for (const { row, place } of found.values()) {
      const stands = passed.get(row.id);
      const from = stands
        ? originsOf(row.id, stands)
        : row.parents.flatMap((id) => originsOf(id, parents.get(id) ?? []));
      for (const { node, digest, id } of from) {
        if (node !== step.node) want(wanted, { node, digest }, id);
        else if (!seen?.has(id)) want(next, { node, digest }, id);
      }
      onRow({ node: step.node, row, place, passed_on: stands !== undefined, from });
    }
    round = next.get(step.node) ?? new Map<string, Set<string>>();
  }
}

function originsOf(id: string, places: readonly Place[]): (Place & { readonly id: string })[] {
  return places.map(({ node, digest }) => ({ node, digest, id }));
}

/** Where rows and, for those that no input has, their parents stand. */
async function findOrigins(
  { lineage, node, inputs }: Step,
  sets: Walk['sets'],
  found: FoundRows,
): Promise<{ readonly passed: Places; readonly parents: Places }> {
  const passed: Places = new Map();
  const parents: Places = new Map();
  const look = async (
    places: readonly Place[],
    ids: Pick<ReadonlySet<string>, 'has' | 'size'>,
    into: Places,
  ): Promise<void> => {
    for (const place of places) {
      const alone = [place];
      await readRows(lineage, { digest: place.digest, ids }, ({ id }) => {
        const known = into.get(id);
        if (known?.at(-1) === place) return false;
        into.set(id, known ? [...known, place] : alone);
        return true;
      });
    }
  };
  await look(inputs, found, passed);
  const wantedParents = new Set<string>();
  for (const { row } of found.values())
    if (!passed.has(row.id)) for (const parent of row.parents) wantedParents.add(parent);
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

async function readSets({ lineage, keep }: Step, sets: Walk['sets']): Promise<FoundRows> {
  const found: FoundRows = new Map();
  for (const [digest, ids] of sets)
    await readRows(lineage, { digest, ids }, (row, place) => {
      if (found.has(row.id)) return false;
      found.set(row.id, { row: keep(row), place });
      return true;
    });
  return found;
}

/** Visits the rows of a data set that have one of the ids; `visit` says whether it was new. Reading ends when all are found. */
async function readRows(
  { artifacts }: RunLineage,
  { digest, ids }: { readonly digest: string; readonly ids: Pick<ReadonlySet<string>, 'has' | 'size'> },
  visit: (row: Row, place: number) => boolean,
): Promise<void> {
  if (ids.size === 0) return;
  const { source } = await artifacts.openDataSet(digest);
  let place = 0;
  let left = ids.size;
  for await (const row of source.read()) {
    place++;
    if (!ids.has(row.id)) continue;
    if (visit(row, place) && --left === 0) return;
  }
}

/** A node and all behind it, each after all that read it: then everything that is wanted of it is known. */
function readersFirst(lineage: RunLineage, start: LineageNode): LineageNode[] {
  const sourcesFirst = new Set<LineageNode>();
  const visit = (node: LineageNode): void => {
    if (sourcesFirst.has(node)) return;
    for (const { node: source } of inputsOf(lineage, node).toReversed()) visit(source);
    sourcesFirst.add(node);
  };
  visit(start);
  return [...sourcesFirst].toReversed();
}

function inputsOf(lineage: RunLineage, { step }: LineageNode): Place[] {
  return (step?.inputs ?? []).flatMap(({ name, output }) => {
    const node = lineage.nodes.get(name);
    const digest = node && outputDigest(node, output);
    return node === undefined || digest === undefined ? [] : [{ node, digest }];
  });
}

function want(wanted: Wanted, { node, digest }: Place, id: string): void {
  let sets = wanted.get(node);
  if (!sets) wanted.set(node, (sets = new Map<string, Set<string>>()));
  let ids = sets.get(digest);
  if (!ids) sets.set(digest, (ids = new Set<string>()));
  ids.add(id);
}
