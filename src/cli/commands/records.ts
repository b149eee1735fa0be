import type { Command } from 'commander';
import type { DataSetManifest } from '../../../schemas/generated/artifact.js';
import { LimbeckError } from '../../core/errors.js';
import type { RowSource } from '../../core/method.js';
import type { Row } from '../../core/record-kinds.js';
import type { LineageCall } from '../../lineage/calls-of-rows.js';
import { defineCommand, withProject } from '../define-command.js';
import { countOf, formatCount } from '../../project/format.js';
import { chooseRun, openProject, type OpenProject } from '../../project/open-project.js';
import { printLines } from '../rows/print-lines.js';
import { renderRow } from '../rows/render-row.js';
import {
  checkColumns,
  compileWhere,
  filterRows,
  pickColumns,
  readColumns,
  type FilteredRows,
  type PlacedRow,
} from '../../project/rows/row-filter.js';
import {
  chooseAside,
  chooseRows,
  parseStepAddress,
  splitRun,
  type StepAddress,
} from '../../project/rows/step-address.js';
import { parseWholeNumber } from '../../project/rows/whole-number.js';
import { processScreen, type Screen } from '../output/screen.js';

interface RecordsOptions {
  readonly project?: string;
  readonly from: string;
  readonly rows: string;
  readonly where?: string;
  readonly id?: string;
  readonly columns?: string;
  readonly rejected?: boolean;
  readonly failed?: boolean;
  readonly answers?: boolean;
  readonly full?: boolean;
  readonly json?: boolean;
}

export function build(): Command {
  return withProject(
    defineCommand(
      'records',
      'Pages the rows of a step or a data set: as blocks on a terminal, as JSON lines in a pipe.',
      [
        'limbeck records contract-terms-1/read',
        'limbeck records contract-terms-1/read --answers --rows 3',
        `limbeck records contract-terms-1/keep --rejected --where 'row.rejected_because == "duplicate"'`,
        'limbeck records contract-terms-1/read --rows all --columns prompt,completion > rows.jsonl',
      ],
    ),
  )
    .argument('<run/step[.output]>', 'run, then a step or a data set of it, and which output where there are several')
    .option('--from <n>', 'first row, counted from 1', '1')
    .option('--rows <n>', 'how many, or all', '20')
    .option('--where <cel>', 'only rows for which this is true, such as: size(row.completion) > 40')
    .option('--id <id>', 'only the row with this id, or with an id that begins so')
    .option('--columns <names>', 'only these columns, separated by commas')
    .option('--rejected', 'rows that the step put aside, with why')
    .option('--failed', 'rows that failed, with their errors')
    .option('--answers', 'with each row what the models were asked for it, what they said, tokens and cost')
    .option('--full', 'on a terminal: whole values instead of their first lines')
    .option('--json', 'JSON lines also on a terminal')
    .action(records);
}

/** A data set with all that a page of it needs. */
interface OpenRows {
  readonly run: string;
  readonly name: string;
  readonly address: StepAddress;
  readonly source: RowSource;
  readonly columns: readonly string[];
}

async function records(target: string, options: RecordsOptions): Promise<void> {
  return showRecords(openProject(options.project), target, options);
}

/** Pages rows from whatever stores `project` opens. */
export async function showRecords(project: OpenProject, target: string, options: RecordsOptions): Promise<void> {
  const screen = processScreen();
  const open = await openRows(project, target, options);
  if (typeof open === 'string') {
    screen.note(open);
    return;
  }
  const wanted = options.columns?.split(',').map((name) => name.trim());
  if (wanted) checkColumns(wanted, open.columns);
  const filter = {
    from: parseWholeNumber('--from', options.from, 1),
    limit: options.rows === 'all' ? Number.POSITIVE_INFINITY : parseWholeNumber('--rows', options.rows, 1),
    ...(options.where === undefined ? {} : { where: await compileWhere(options.where, open.columns) }),
    ...(options.id === undefined ? {} : { id: options.id }),
  };
  const filtered = filterRows(open.source, filter);
  const asBlocks = process.stdout.isTTY && !options.json;
  const shown = { first: 0, last: 0, count: 0 };
  const counted = countPlaces(filtered.rows, shown);
  const withCalls = options.answers ? joinCalls(project, open, counted) : counted;
  await printLines(
    asBlocks ? blocks(withCalls, wanted, { screen, full: options.full ?? false }) : lines(withCalls, wanted),
  );
  if (options.id !== undefined && shown.count === 0) throw unknownRow(open, options.id, filtered);
  sayWhatIsLeft(screen, open, { ...shown, filtered, filters: options.where !== undefined || options.id !== undefined });
}

type CalledRow = PlacedRow & { readonly calls?: readonly LineageCall[] };

/** A sentence instead where there is nothing to page. */
async function openRows(project: OpenProject, target: string, options: RecordsOptions): Promise<OpenRows | string> {
  const { run: named, rest } = splitRun(target);
  const runs = await project.runs();
  const run = await chooseRun(runs, named);
  const artifacts = await project.artifacts();
  const { readRunLineage } = await import('../../lineage/run-lineage.js');
  const address = parseStepAddress(rest, await readRunLineage(run, { runs, artifacts }), 'no-row');
  const aside = options.rejected ? 'rejected' : options.failed ? 'failures' : undefined;
  const chosen = aside ? chooseAside(address, run, aside) : chooseRows(address, run);
  if (!chosen) return `No row of "${address.node.name}" ${aside === 'rejected' ? 'was rejected' : 'failed'}.`;
  const { source }: DataSetManifest & { source: RowSource } = await artifacts.openDataSet(chosen.digest);
  return { run, name: chosen.name, address, source, columns: await readColumns(source) };
}

async function* countPlaces(
  rows: AsyncIterable<PlacedRow>,
  shown: { first: number; last: number; count: number },
): AsyncGenerator<PlacedRow> {
  for await (const placed of rows) {
    if (shown.count++ === 0) shown.first = placed.place;
    shown.last = placed.place;
    yield placed;
  }
}

/** Rows of a page, so that the step's calls are read once for all of them. */
const PAGE = 1_000;

async function* joinCalls(
  project: OpenProject,
  { address, name }: OpenRows,
  rows: AsyncIterable<PlacedRow>,
): AsyncGenerator<CalledRow> {
  const calls = address.node.record?.calls;
  if (calls === undefined)
    throw new LimbeckError({
      code: 'no-calls',
      message: `No model was asked for the rows of "${name}".`,
      hint: 'Leave --answers out, or `limbeck trace` follows a row back to the step that asked.',
    });
  const { findCalls, isCallFor } = await import('../../lineage/calls-of-rows.js');
  const isOurs = isCallFor(address.node, address.output);
  const [artifacts, ledger] = [await project.artifacts(), await project.ledger()];
  try {
    for await (const page of inPages(rows)) {
      const ids = new Set(page.flatMap(({ row }) => [row.id, ...row.parents]));
      const found = await findCalls({ artifacts, ledger }, calls, ids);
      for (const placed of page) yield { ...placed, calls: callsFor(placed.row, found).filter(isOurs) };
    }
  } finally {
    await ledger.close();
  }
}

/** Calls about the row itself, else about what it was made from. */
function callsFor(row: Row, found: ReadonlyMap<string, readonly LineageCall[]>): readonly LineageCall[] {
  return found.get(row.id) ?? row.parents.flatMap((parent) => found.get(parent) ?? []);
}

async function* inPages(rows: AsyncIterable<PlacedRow>): AsyncGenerator<PlacedRow[]> {
  let page: PlacedRow[] = [];
  for await (const placed of rows) {
    page.push(placed);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function* lines(rows: AsyncIterable<CalledRow>, columns: readonly string[] | undefined): AsyncGenerator<string> {
  for await (const { row, calls } of rows) {
    const picked = pickColumns(row, columns);
    yield JSON.stringify(calls ? { row: picked, calls } : picked);
  }
}

const FEW_LINES = 4;

async function* blocks(
  rows: AsyncIterable<CalledRow>,
  columns: readonly string[] | undefined,
  { screen, full }: { readonly screen: Screen; readonly full: boolean },
): AsyncGenerator<string> {
  const width = process.stdout.columns ?? 80;
  const space = { width, lines: full ? Number.POSITIVE_INFINITY : FEW_LINES, style: screen.out };
  for await (const { place, row, calls } of rows)
    yield `${renderRow({ place, id: row.id, columns: pickColumns(row, columns), ...(calls ? { calls } : {}) }, space)}\n`;
}

function unknownRow({ name, source }: OpenRows, id: string, { unclear }: FilteredRows): LimbeckError {
  return new LimbeckError({
    code: 'unknown-row',
    message: `No row of "${name}" has an id that begins with "${id}"; ${countOf(source.rows, 'row')} were looked at.`,
    hint:
      unclear.count > 0
        ? 'Leave --where out to look at all of them.'
        : 'Rows that were put aside are under --rejected and --failed.',
  });
}

interface Left {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly filtered: FilteredRows;
  readonly filters: boolean;
}

/** To standard error, so that a pipe gets rows alone. */
function sayWhatIsLeft(
  screen: Screen,
  { name, source }: OpenRows,
  { first, last, count, filtered, filters }: Left,
): void {
  const { unclear } = filtered;
  if (unclear.count > 0) screen.note(`${countOf(unclear.count, 'row')} left out: ${unclear.example}`);
  const all = formatCount(source.rows);
  if (count === 0)
    screen.note(source.rows === 0 ? `"${name}" has no rows.` : `None of the ${all} rows of "${name}" from there on.`);
  else if (filters)
    screen.note(
      `${countOf(count, 'row')} of ${all} of "${name}"${last < source.rows ? `; go on with --from ${last + 1}` : ''}.`,
    );
  else if (count < source.rows)
    screen.note(
      `Rows ${formatCount(first)} to ${formatCount(last)} of ${all} of "${name}"${last < source.rows ? `; go on with --from ${last + 1}` : ''}.`,
    );
}
