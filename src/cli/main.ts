import { Command, CommanderError } from 'commander';
import { LimbeckError } from '../core/errors.js';
import { namedStoreTrouble } from '../files/store-trouble.js';
import { limbeckVersion } from '../report/facts/versions.js';
import { COMMANDS } from './command-list.js';
import { EXIT, exitCodeOfError } from './exit-code.js';
import { errorAsJson, renderError } from './output/render-error.js';
import { createStyle } from './output/style.js';
import { plannedCommand } from './planned-commands.js';
import { unknownName } from '../project/unknown-name.js';

/**
 * Parse the command line, load the one command that was typed, run it, and turn what it throws into text on standard error and an
 * exit code. Commands return their exit code through `process.exitCode`.
 */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that went away (`limbeck runs | head -1`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed),
  );
  // Node ends when nothing is left to wait for, also in the middle of a command; that must never look like success.
  const unfinished = (): void => {
    process.exitCode = report(new Error('The command ended before its work was done.'), args);
  };
  process.once('beforeExit', unfinished);
  try {
    const program = await buildProgram(args);
    if (args.length === 0) {
      program.outputHelp();
      process.exitCode = EXIT.usage;
      return;
    }
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, args);
  } finally {
    process.off('beforeExit', unfinished);
  }
}

async function buildProgram(args: readonly string[]): Promise<Command> {
  // Positional, because what follows `completion --words` may look like options of other commands.
  const program = configure(new Command('limbeck')).enablePositionalOptions();
  program
    .description('Distil what a large language model knows into a small one: one YAML recipe, one durable run.')
    .version(limbeckVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .addHelpText('after', '\nExample:\n  limbeck init my-project && cd my-project && limbeck run recipe.yaml');
  const wanted = args[0] === 'help' ? args[1] : args.find((argument) => !argument.startsWith('-'));
  for (const { name, summary, load } of COMMANDS) {
    const command = name === wanted ? (await load()).build(COMMANDS) : new Command(name);
    program.addCommand(configure(command.summary(summary).helpOption('-h, --help', 'print help')));
  }
  const known = COMMANDS.map(({ name }) => name);
  if (wanted !== undefined && !known.includes(wanted))
    throw plannedCommand(wanted) ?? unknownName('command', wanted, known);
  return program;
}

function configure(command: Command): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError(true)
    .configureOutput({ writeErr: () => undefined });
}

/** Print what went wrong; the exit code. */
function report(error: unknown, args: readonly string[]): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT.done;
    return report(usageError(error, args), args);
  }
  return show(namedStoreTrouble(error), args);
}

function show(error: unknown, args: readonly string[]): number {
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(errorAsJson(error))}\n`);
  process.stderr.write(`${renderError(error, createStyle(process.stderr, process.env))}\n`);
  return exitCodeOfError(error);
}

function usageError(error: CommanderError, args: readonly string[]): LimbeckError {
  const [message = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const sentence = message.charAt(0).toUpperCase() + message.slice(1);
  const known = COMMANDS.some(({ name }) => name === args[0]);
  const suggestion = rest
    .join(' ')
    .trim()
    .replace(/^\(|\)$/g, '');
  return new LimbeckError({
    code: 'usage',
    message: sentence.endsWith('.') ? sentence : `${sentence}.`,
    hint: `${suggestion ? `${suggestion} ` : ''}See \`limbeck ${known ? `${args[0]} ` : ''}--help\`.`,
  });
}
