import type { Command, Option } from 'commander';
import type { CommandEntry } from '../command-entry.js';

/** Where words come from that only the project knows. Each gives what there is, or nothing. */
export interface CompletionSources {
  readonly runs: () => Promise<readonly string[]>;
  /** Step ids of a run. */
  readonly steps: (run: string) => Promise<readonly string[]>;
  readonly examples: () => Promise<readonly string[]>;
  readonly teachers: () => Promise<readonly string[]>;
  readonly topics: () => Promise<readonly string[]>;
}

/** Candidates for the last word, and whether file names may stand there as well. */
export interface Completion {
  readonly words: readonly string[];
  readonly files: boolean;
}

const none: Completion = { words: [], files: false };

/**
 * What may stand where the cursor is. `words` are those after `limbeck`, the last one as far as it is typed, maybe empty.
 */
export async function complete(
  commands: readonly CommandEntry[],
  words: readonly string[],
  sources: CompletionSources,
): Promise<Completion> {
  const typed = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const name = before.find((word) => !word.startsWith('-'));
  if (name === undefined || name === 'help') {
    return starting({ words: [...commands.map((command) => command.name), 'help'], files: false }, typed);
  }
  const entry = commands.find((command) => command.name === name);
  if (!entry) return none;
  const command = (await entry.load()).build(commands);
  const last = before.at(-1) ?? '';
  const open = command.options.find((option) => takesValue(option) && isNamed(option, last));
  if (open) return starting(await valuesOf(open, sources), typed);
  if (typed.startsWith('-')) return starting({ words: optionNames(command), files: false }, typed);
  const place = before
    .slice(before.indexOf(name) + 1)
    .filter((word, at, all) => isArgument(command, word, all[at - 1]));
  return starting(await argumentOf(command, place, typed, sources), typed);
}

function starting({ words, files }: Completion, typed: string): Completion {
  return { words: words.filter((word) => word.startsWith(typed)), files };
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

function isNamed(option: Option, word: string): boolean {
  return option.long === word || option.short === word;
}

function optionNames(command: Command): string[] {
  return [...command.options.flatMap(({ long }) => long ?? []), '--help'];
}

/** Neither an option nor the value of one. */
function isArgument(command: Command, word: string, before: string | undefined): boolean {
  if (word.startsWith('-')) return false;
  return before === undefined || !command.options.some((option) => takesValue(option) && isNamed(option, before));
}

async function valuesOf(option: Option, sources: CompletionSources): Promise<Completion> {
  if (option.argChoices) return { words: option.argChoices, files: false };
  if (option.long === '--example') return { words: await sources.examples(), files: false };
  return { words: [], files: /dir|file|path/i.test(option.flags) };
}

async function argumentOf(
  command: Command,
  place: readonly string[],
  typed: string,
  sources: CompletionSources,
): Promise<Completion> {
  const wanted = command.registeredArguments;
  const argument = wanted[Math.min(place.length, wanted.length - 1)];
  if (!argument || (place.length >= wanted.length && !argument.variadic)) {
    return { words: command.commands.map((below) => below.name()), files: false };
  }
  if (argument.argChoices) return { words: argument.argChoices, files: false };
  const name = argument.name();
  if (name.startsWith('run') && typed.includes('/')) {
    const run = typed.slice(0, typed.indexOf('/'));
    return { words: (await sources.steps(run)).map((step) => `${run}/${step}`), files: false };
  }
  if (name === 'step' && place[0] !== undefined) return { words: await sources.steps(place[0]), files: false };
  if (name.startsWith('run')) return { words: await sources.runs(), files: false };
  if (command.name() === 'teacher') return { words: await sources.teachers(), files: false };
  if (name === 'what') return { words: argument.description.split(', '), files: false };
  if (name === 'word') return { words: await sources.topics(), files: false };
  return { words: [], files: /recipe|file|dir|path/.test(name) };
}
