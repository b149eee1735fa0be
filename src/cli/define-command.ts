import { Command } from 'commander';

/** A command with its examples under the help. */
export function defineCommand(name: string, description: string, examples: readonly string[]): Command {
  const heading = examples.length === 1 ? 'Example' : 'Examples';
  return new Command(name)
    .description(description)
    .addHelpText('after', `\n${heading}:\n${examples.map((example) => `  ${example}`).join('\n')}`);
}

export function withProject(command: Command): Command {
  return command.option('--project <dir>', 'project folder, when it is not the present one or above it');
}
