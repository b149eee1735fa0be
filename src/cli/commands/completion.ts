import { Option, type Command } from 'commander';
import type { CommandEntry } from '../command-entry.js';
import type { CompletionSources } from '../completion/complete.js';
import { defineCommand } from '../define-command.js';
import { processScreen } from '../output/screen.js';
import { unknownName } from '../../project/unknown-name.js';

export function build(commands: readonly CommandEntry[]): Command {
  return defineCommand('completion', 'Print what a shell reads to complete commands, options, runs and steps.', [
    'source <(limbeck completion bash)',
    'limbeck completion fish > ~/.config/fish/completions/limbeck.fish',
  ])
    .argument('[shell]', 'bash, zsh or fish')
    .addOption(new Option('--words [words...]', 'what is typed so far; asked by the script').hideHelp())
    .passThroughOptions()
    .allowUnknownOption()
    .action((shell: string | undefined) => (shell === undefined ? printCandidates(commands) : printScript(shell)));
}

async function printScript(shell: string): Promise<void> {
  const { completionScripts, SHELLS } = await import('../completion/scripts.js');
  const known = SHELLS.find((name) => name === shell);
  if (!known) throw unknownName('shell', shell, SHELLS);
  process.stdout.write(completionScripts[known]);
}

/** Whatever goes wrong, a shell that completes must not be filled with errors: it gets no words. */
async function printCandidates(commands: readonly CommandEntry[]): Promise<void> {
  const { complete } = await import('../completion/complete.js');
  // As typed: the words may be options of other commands, which the parser here must not read.
  const typed = process.argv.slice(process.argv.indexOf('--words') + 1);
  const { words, files } = await complete(commands, typed, sources).catch(() => ({ words: [], files: false }));
  const lines = [...(files ? [':files'] : []), ...words];
  if (lines.length > 0) processScreen().print(lines.join('\n'));
}

const sources: CompletionSources = {
  runs: async () => (await (await runStore()).list()).map(({ run }) => run),
  steps: async (run) => (await (await runStore()).plan(run)).steps.map(({ id }) => id),
  examples: async () => (await import('../example-recipes.js')).exampleRecipes().map(({ name }) => name),
  teachers: async () => (await import('../../teachers/shipped-teachers.js')).shippedTeachers().map(({ name }) => name),
  topics: async () => (await (await import('../explain/all-topics.js')).allTopics()).map(({ name }) => name),
};

async function runStore(): Promise<import('../../runs/contract.js').RunStore> {
  const { openProject } = await import('../../project/open-project.js');
  return openProject(undefined).runs();
}
