import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { LimbeckError } from '../../core/errors.js';
import type { ImportResult } from '../../ledger/exchange/import-answers.js';
import type { Ledger, LedgerEntry } from '../../ledger/contract.js';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { countOf, formatBytes, formatCount } from '../../project/format.js';
import { chooseRun, openProject, type OpenProject } from '../../project/open-project.js';
import { processScreen, type Screen } from '../output/screen.js';
import { renderLedgerStats } from '../rows/render-ledger-stats.js';
import { unknownName } from '../../project/unknown-name.js';

interface LedgerOptions {
  readonly project?: string;
  readonly model?: string;
  readonly run?: string;
  readonly json?: boolean;
}

interface LedgerCall {
  readonly screen: Screen;
  readonly project: OpenProject;
  readonly ledger: Ledger;
  readonly file: string | undefined;
  readonly options: LedgerOptions;
}

const WHAT = {
  stats: 'how many answers, of which models, what they cost',
  verify: 'recompute every checksum',
  export: 'write answers to a file, for another project',
  import: 'take the answers of such a file',
};

export function build(): Command {
  return withProject(
    defineCommand(
      'ledger',
      `The answers a project has paid for. ${Object.entries(WHAT)
        .map(([name, text]) => `${name}: ${text}`)
        .join('; ')}.`,
      [
        'limbeck ledger stats',
        'limbeck ledger verify',
        'limbeck ledger export answers.jsonl.gz --run contract-terms-1',
        'limbeck ledger import answers.jsonl.gz --project ../another',
      ],
    ),
  )
    .argument('<what>', Object.keys(WHAT).join(', '))
    .argument('[file]', 'for export and import: gzip JSON lines')
    .option('--model <id>', "export: only answers of this model, by the endpoint's name for it")
    .option('--run <name>', 'export: only answers that this run used or paid for')
    .option('--json', 'print one object for programs')
    .action(ledger);
}

async function ledger(what: string, file: string | undefined, options: LedgerOptions): Promise<void> {
  if (!Object.hasOwn(WHAT, what)) throw unknownName('action', what, Object.keys(WHAT));
  checkUse(what, file, options);
  const project = openProject(options.project);
  // Looking must leave nothing behind.
  if (what !== 'import' && !existsSync(join(project.state, 'ledger'))) throw noAnswers();
  if (what === 'verify') return verify(processScreen(), project, options);
  const opened = await project.ledger();
  try {
    await actions[what as keyof typeof actions]({ screen: processScreen(), project, ledger: opened, file, options });
  } finally {
    await opened.close();
  }
}

const actions: Readonly<Record<Exclude<keyof typeof WHAT, 'verify'>, (call: LedgerCall) => Promise<void>>> = {
  stats: async ({ screen, ledger: opened, options }) => {
    const { readLedgerStats, statsForPrograms } = await import('../../ledger/ledger-stats.js');
    const stats = await readLedgerStats(opened);
    screen.print(options.json ? JSON.stringify(statsForPrograms(stats)) : renderLedgerStats(stats, screen.out));
  },
  export: async ({ screen, project, ledger: opened, file, options }) => {
    const { exportAnswers } = await import('../../ledger/exchange/export-answers.js');
    const only = await chooseAnswers(project, opened, options);
    const { entries, corrupt, bytes } = await exportAnswers({ ledger: opened, file: file!, ...(only ? { only } : {}) });
    if (options.json) screen.print(JSON.stringify({ file, entries, corrupt, bytes }));
    else screen.print(`${countOf(entries, 'answer')} written to ${file} (${formatBytes(bytes)}).`);
    if (corrupt.length > 0) screen.note(`Left out ${countOf(corrupt.length, 'damaged answer')}: ${few(corrupt)}`);
  },
  import: async ({ screen, ledger: opened, file, options }) => {
    const { importAnswers } = await import('../../ledger/exchange/import-answers.js');
    const result = await importAnswers(opened, file!);
    if (options.json) screen.print(JSON.stringify(result));
    else sayImported(screen, result);
    if (!result.whole || result.refused.length > 0) process.exitCode = EXIT.failed;
  },
};

/** Before the ledger is opened: a file with a broken page must not be. */
async function verify(screen: Screen, project: OpenProject, options: LedgerOptions): Promise<void> {
  const { verifyLedger } = await import('../../ledger/lmdb/verify-ledger.js');
  const found = await verifyLedger({ folder: project.state });
  if (!found) throw noAnswers();
  const { file, broken, entries, corrupt } = found;
  if (options.json) screen.print(JSON.stringify({ entries, corrupt, ...(broken === undefined ? {} : { broken }) }));
  else if (broken === undefined && corrupt.length === 0) screen.print(`${countOf(entries, 'answer')}, all whole.`);
  if (broken !== undefined) {
    const { ledgerBroken } = await import('../../ledger/lmdb/entry-bytes.js');
    throw ledgerBroken(file, broken);
  }
  if (corrupt.length > 0) throw damaged(entries, corrupt);
}

function checkUse(what: string, file: string | undefined, { model, run }: LedgerOptions): void {
  const takesFile = what === 'export' || what === 'import';
  if (takesFile && file === undefined) throw usage(`${what} needs a file.`, `limbeck ledger ${what} answers.jsonl.gz`);
  if (!takesFile && file !== undefined) throw usage(`${what} takes no file.`, `limbeck ledger ${what}`);
  if (what !== 'export' && (model !== undefined || run !== undefined))
    throw usage(`${model === undefined ? '--run' : '--model'} is for export alone.`, `limbeck ledger ${what}`);
}

function usage(message: string, example: string): LimbeckError {
  return new LimbeckError({ code: 'usage', message, hint: `For example: ${example}` });
}

function noAnswers(): LimbeckError {
  return new LimbeckError({
    code: 'no-answers',
    message: 'This project has no answers yet.',
    hint: 'A run pays for them; `limbeck ledger import` takes those of another project.',
  });
}

/** Undefined: all of them. Throws `unknown-run`, and `unknown-model` when no answer is of that model. */
async function chooseAnswers(
  project: OpenProject,
  opened: Ledger,
  { model, run }: LedgerOptions,
): Promise<((entry: LedgerEntry) => boolean) | undefined> {
  if (model === undefined && run === undefined) return undefined;
  const { modelOf, readLedgerStats } = await import('../../ledger/ledger-stats.js');
  if (model !== undefined) {
    const known = (await readLedgerStats(opened)).models.map((each) => each.model);
    if (!known.includes(model)) throw unknownName('model', model, known);
  }
  let used: ReadonlySet<string> | undefined;
  if (run !== undefined) {
    const [runs, artifacts] = [await project.runs(), await project.artifacts()];
    await chooseRun(runs, run);
    const { readRunLineage } = await import('../../lineage/run-lineage.js');
    const { answersOfRun } = await import('../../lineage/answers-of-run.js');
    used = await answersOfRun(await readRunLineage(run, { runs, artifacts }));
  }
  return (entry) =>
    (model === undefined || modelOf(entry) === model) &&
    (used === undefined || used.has(entry.key) || (entry.run === run && !entry.imported));
}

function sayImported(screen: Screen, { added, known, conflicts, refused, whole }: ImportResult): void {
  screen.print(
    `${formatCount(added)} new, ${formatCount(known)} known, ${formatCount(conflicts.length)} with another answer here, ${formatCount(refused.length)} refused.`,
  );
  if (conflicts.length > 0)
    screen.note(`An answer that is here stays as it is, since steps were made from it: ${few(conflicts)}`);
  if (refused.length > 0) screen.note(`Refused: ${few(refused.map(({ line, why }) => `line ${line} ${why}`))}`);
  if (!whole)
    screen.note(
      'The file is not whole: its end is missing or counts other lines. Get it again; what is known is skipped.',
    );
}

const SHOWN = 5;
function few(items: readonly string[]): string {
  const left = items.length - SHOWN;
  return `${items.slice(0, SHOWN).join(', ')}${left > 0 ? `, and ${formatCount(left)} more` : ''}`;
}

function damaged(entries: number, corrupt: readonly string[]): LimbeckError {
  return new LimbeckError({
    code: 'ledger-corrupt',
    message: `${formatCount(corrupt.length)} of ${countOf(entries, 'answer')} are damaged:\n${corrupt.join('\n')}`,
    hint: 'Check the disk. `limbeck ledger import` of an export that has them puts them back. Without one: `limbeck ledger export FILE` keeps the good ones; move .limbeck/ledger away, import FILE, and the next run buys the rest again.',
  });
}
