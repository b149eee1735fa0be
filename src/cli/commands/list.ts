import type { Command } from 'commander';
import { loadCatalog } from '../../project/catalog.js';
import { defineCommand, withProject } from '../define-command.js';
import { exampleRecipes } from '../example-recipes.js';
import { openProject } from '../../project/open-project.js';
import { processScreen, type Screen } from '../output/screen.js';
import { renderTable } from '../output/table.js';
import { unknownName } from '../../project/unknown-name.js';

interface ListOptions {
  readonly project?: string;
  readonly profile?: string;
  readonly json?: boolean;
}

/** One thing of a list: its name, a group, what it is. */
type Entry = readonly [name: string, group: string, summary: string];

const WHAT = {
  recipes: 'recipes to start from',
  methods: 'ways to elicit, refine and evaluate',
  objectives: 'ways to distil',
  models: 'models the project file binds',
  teachers: 'offline teachers of the examples',
};

export function build(): Command {
  return withProject(
    defineCommand(
      'list',
      `What there is: ${Object.entries(WHAT)
        .map(([name, text]) => `${name} (${text})`)
        .join(', ')}.`,
      ['limbeck list methods', 'limbeck list models --profile cheap'],
    ),
  )
    .argument('[what]', Object.keys(WHAT).join(', '))
    .option('--profile <name>', 'profile of limbeck.yaml, for models')
    .option('--json', 'print an array for programs')
    .action(list);
}

async function list(what: string | undefined, options: ListOptions): Promise<void> {
  const screen = processScreen();
  if (what === undefined) {
    const rows = Object.entries(WHAT).map(([name, text]) => [`limbeck list ${name}`, text]);
    screen.print(renderTable(rows).join('\n'));
    return;
  }
  const read = readers[what as keyof typeof readers];
  if (!read) throw unknownName('list', what, Object.keys(WHAT));
  printEntries(screen, await read(options), options.json ?? false);
}

const readers: Readonly<Record<keyof typeof WHAT, (options: ListOptions) => Promise<Entry[]>>> = {
  recipes: () => Promise.resolve(exampleRecipes().map(({ name, description }) => [name, '', description])),
  methods: async () => {
    const { elicit, refine, evaluate } = await loadCatalog();
    const stages = { elicit, refine, evaluate };
    return Object.entries(stages).flatMap(([stage, methods]) =>
      methods.map(({ id, category, summary }): Entry => [`${stage}/${id}`, category, summary]),
    );
  },
  objectives: async () => {
    const { distill } = await loadCatalog();
    return distill.map(({ id, category, summary }) => [`distill/${id}`, category, summary]);
  },
  models: async ({ project, profile }) => {
    const { loadProject } = await import('../../recipe/load-project.js');
    const { models } = await loadProject({ from: openProject(project).folder, profile });
    return Object.entries(models).map(([name, model]): Entry => {
      if (!('base_url' in model)) return [name, model.provider, model.path];
      const offline = model.offline_teacher === undefined ? '' : ` (offline teacher ${model.offline_teacher})`;
      return [name, model.provider, `${model.model} at ${model.base_url}${offline}`];
    });
  },
  teachers: async () => {
    const { teachers } = await import('../../teachers/index.js');
    return teachers.map(({ id, summary }) => [id, 'rule-based', summary]);
  },
};

function printEntries(screen: Screen, entries: readonly Entry[], json: boolean): void {
  if (json) {
    screen.print(JSON.stringify(entries.map(([name, group, summary]) => ({ name, group, summary }))));
    return;
  }
  if (entries.length === 0) screen.print('None.');
  const grouped = entries.some(([, group]) => group !== '');
  const rows = entries.map(([name, group, summary]) =>
    grouped ? [screen.out.bold(name), screen.out.dim(group), summary] : [screen.out.bold(name), summary],
  );
  if (rows.length > 0) screen.print(renderTable(rows).join('\n'));
}
