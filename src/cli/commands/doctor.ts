import type { Command } from 'commander';
import { findProjectFolder } from '../../project-files/project-state.js';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { openProject } from '../../project/open-project.js';
import type { Finding, StoreName } from '../../files/inspection.js';
import { renderDeepLook, wordsOfSeen, type DeepLook } from '../rows/render-deep-look.js';
import { processScreen, type Screen } from '../output/screen.js';
import { renderTable } from '../output/table.js';

const TELL_EVERY_MS = 5_000;

export function build(): Command {
  return withProject(
    defineCommand('doctor', 'What Limbeck needs of this machine: what is there, what is missing, how to get it.', [
      'limbeck doctor',
      'limbeck doctor --deep',
    ]),
  )
    .option('--deep', 'read all that the project keeps and name what is damaged')
    .option('--json', 'print an array for programs; with --deep an object')
    .action(doctor);
}

interface DoctorOptions {
  readonly project?: string;
  readonly deep?: boolean;
  readonly json?: boolean;
}

async function doctor(options: DoctorOptions): Promise<void> {
  const screen = processScreen();
  const { gatherFacts, ownVersion } = await import('../../setup/facts.js');
  // What is asked of a project's stores needs a project.
  const deepIn = options.deep ? openProject(options.project).state : undefined;
  const projectFolder = options.project === undefined ? findProjectFolder('.') : openProject(options.project).folder;
  const facts = await gatherFacts({ env: process.env, projectFolder });
  const missing = facts.filter(({ state }) => state === 'missing');
  const deep = deepIn === undefined ? undefined : await lookDeep(deepIn, screen);
  process.exitCode = missing.length + (deep?.findings.length ?? 0) === 0 ? EXIT.done : EXIT.failed;
  if (options.json) {
    screen.print(JSON.stringify(deep ? { facts, ...deep } : facts));
    return;
  }
  const { green, red, yellow, bold, dim } = screen.out;
  const marks = { ok: green('ok'), missing: red('missing'), later: yellow('later') };
  screen.print(bold(`limbeck ${ownVersion()}`));
  screen.print(renderTable(facts.map(({ name, state, found }) => [marks[state], name, found])).join('\n'));
  for (const { name, hint } of missing) if (hint !== undefined) screen.print(`\n${bold(name)}: ${hint}`);
  screen.print(dim(missing.length === 0 ? '\nNothing is missing.' : `\n${missing.length} missing.`));
  if (deep) screen.print(renderDeepLook(deep, screen.out));
}

/** Long ones say every few seconds how far they are. */
async function lookDeep(state: string, screen: Screen): Promise<DeepLook> {
  const { inspectState } = await import('../../setup/inspect-state.js');
  const seen: Partial<Record<StoreName, number>> = {};
  const findings: Finding[] = [];
  let toldAt = Date.now();
  await inspectState(
    { folder: state },
    {
      seen(store, things = 1) {
        seen[store] = (seen[store] ?? 0) + things;
        if (Date.now() - toldAt < TELL_EVERY_MS) return;
        toldAt = Date.now();
        screen.note(`Looked at ${wordsOfSeen(seen)}.`);
      },
      found: (finding) => void findings.push(finding),
    },
  );
  return { seen, findings };
}
