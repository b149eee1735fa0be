import type { Command } from 'commander';
import { COMMANDS } from './command-list.js';

/** The command lines under "Examples:" of a command and of those below it. */
function examplesOf(command: Command): string[] {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  const [, examples = ''] = help.split(/\nExamples?:\n/);
  const own = examples.split('\n').filter((line) => /^ {2}\S/.test(line));
  return [...own.map((line) => line.trim()), ...command.commands.flatMap(examplesOf)];
}

/** The words after `limbeck`, as a shell would give them, up to a pipe, a redirection or a comment. */
function wordsOf(example: string): string[] {
  const [, line = ''] = /(?:^|[( ])limbeck (.*)$/.exec(example.replace(/^source </, '')) ?? [];
  const words = line.match(/'[^']*'|"[^"]*"|[^\s'"]+|\s+/g) ?? [];
  const joined = words.reduce<string[]>(
    (all, word) =>
      /^\s+$/.test(word)
        ? [...all, '']
        : [...all.slice(0, -1), `${all.at(-1) ?? ''}${word.replace(/^(['"])(.*)\1$/s, '$2')}`],
    [''],
  );
  const end = joined.findIndex((word) => /^([|>#]|&&|2>)/.test(word));
  return joined
    .slice(0, end === -1 ? undefined : end)
    .map((word) => word.replace(/\)$/, ''))
    .filter((word) => word !== '');
}

function silence(command: Command): Command {
  for (const below of command.commands) silence(below);
  return command.exitOverride().action(() => undefined);
}

test.each(COMMANDS.map((command) => [command.name, command] as const))(
  'every example of limbeck %s is a command line that it takes',
  async (name, { load }) => {
    const { build } = await load();
    const examples = examplesOf(build(COMMANDS));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) {
      const [first = '', ...rest] = wordsOf(example);
      const entry = COMMANDS.find((command) => command.name === first);
      expect([example, entry?.name]).toEqual([example, first]);
      const command = (await entry!.load()).build(COMMANDS);
      if (command.commands.length > 0) command.commands.forEach(silence);
      else silence(command);
      await command.exitOverride().parseAsync(rest, { from: 'user' });
    }
    expect(examples.map((example) => wordsOf(example)[0])).toContain(name);
  },
);
