import { stringify } from 'yaml';
import { formatCount, formatRejected, shortDigest } from '../report/format-number.js';
import { markdownTable } from '../student-export/markdown-table.js';
import { termsInWords } from '../student-export/terms-in-words.js';
import { listWarnings, type DataFacts } from './data-facts.js';
import type { WrittenTable } from './written-table.js';
import { KEYS_COLUMN, STEP_COLUMN } from './lineage-columns.js';

/** The README.md of exported rows, as data hubs read it. Equal facts give an equal card; it names no path and no address. */
export function renderDataCard(facts: DataFacts): string {
  const { recipe, name } = facts;
  const sections = [
    `# ${recipe.name}: ${name}`,
    `Rows made with Limbeck by the recipe **${recipe.name}** ${recipe.version}: ${recipe.description.trim()}`,
    '## What it is',
    identity(facts),
    '## Tables',
    tables(facts),
    '## How it was made',
    'Rows of each step and data set that stand behind these, nearest first.',
    steps(facts),
    '## Data',
    data(facts),
    '## Models that answered',
    teachers(facts),
    '## Limits',
    limits(facts),
  ];
  return `---\n${stringify(frontMatter(facts))}---\n\n${sections.join('\n\n')}\n`;
}

/** No licence: which one the rows may have is for their owner to say, within those of data and models. */
function frontMatter({ tables: written, teachers: asked }: DataFacts): object {
  const splits = written.map(({ split, file }) => ({ split, path: file }));
  return {
    tags: ['limbeck', ...(asked.length > 0 ? ['synthetic'] : [])],
    configs: [{ config_name: 'default', data_files: splits }],
  };
}

function identity({ run, name, use, recipe, seed, planDigest, counts, limbeck }: DataFacts): string {
  const rows: [string, string][] = [
    ['run and step', `${run}/${name}${use === undefined ? '' : `, ${use}`}, seed ${seed}`],
    ['recipe', `${recipe.name} ${recipe.version} (licence ${recipe.license}), digest ${shortDigest(recipe.digest)}`],
    ['plan', shortDigest(planDigest)],
    ['made with', `limbeck ${limbeck}`],
  ];
  if (counts && use !== undefined) {
    const { in: rowsIn, out, failed, reasons } = counts;
    const told = [
      `${formatCount(rowsIn)} in`,
      `${formatCount(out)} out`,
      `${formatRejected(counts)} put aside`,
      `${formatCount(failed)} failed`,
    ];
    rows.push(['rows of the step', told.join(', ')]);
    for (const [reason, count] of Object.entries(reasons)) rows.push([`not there: ${reason}`, formatCount(count)]);
  }
  return markdownTable(['', ''], rows);
}

function tables({ tables: written, withLineage }: DataFacts): string {
  const table = markdownTable(
    ['split', 'file', 'kind', 'rows', 'columns', 'digest'],
    written.map(({ split, file, kind, rows, columns, digest }) => [
      split,
      file,
      kind,
      formatCount(rows),
      columns.join(', '),
      shortDigest(digest),
    ]),
  );
  const ids = '`id` is stable; `parents` names the rows that a row was made from.';
  const lineage = ` \`${STEP_COLUMN}\` names the step that made the row, \`${KEYS_COLUMN}\` the answers it was made from.`;
  return `${table}\n\n${ids}${withLineage ? lineage : ''}${written.map(sideText).join('')}`;
}

function sideText({ split, side }: WrittenTable): string {
  if (side === undefined) return '';
  return (
    `\n\nRows of ${split} name their \`values\` by SHA-256. They lie in \`${side}/side.bin\`, one after the other; ` +
    '`side.idx` has for each its SHA-256 (32 bytes), offset (uint64) and size (uint32), little-endian.'
  );
}

function steps({ sources }: DataFacts): string {
  return markdownTable(
    ['step or data set', 'method', 'rows behind', 'of', 'put aside', 'failed', 'models asked'],
    sources.map(({ name, use, rows, of, rejected, failed, asked }) => [
      name,
      use ?? 'data',
      formatCount(rows),
      formatCount(of),
      formatCount(rejected),
      formatCount(failed),
      asked.join(', '),
    ]),
  );
}

function data({ sources }: DataFacts): string {
  const sets = sources.filter(({ use }) => use === undefined);
  if (sets.length === 0) return 'No data set of the recipe stands behind these rows.';
  return markdownTable(
    ['data set', 'rows behind', 'licence', 'held out'],
    sets.map(({ name, rows, license, held_out }) => [
      name,
      formatCount(rows),
      license ?? 'not said',
      held_out ? 'yes' : 'no',
    ]),
  );
}

function teachers({ teachers: asked }: DataFacts): string {
  if (asked.length === 0) return 'No model of the project was asked for these rows.';
  return markdownTable(
    ['model', 'id', 'provider', 'terms'],
    asked.map(({ display, model, provider, training_on_output: terms, terms_url: url }) => [
      display,
      model ?? '',
      provider,
      termsInWords(terms, url),
    ]),
  );
}

function limits(facts: DataFacts): string {
  const general = [
    'This card gives the rows no licence. Their owner chooses one, within the licences and terms above.',
    ...(facts.teachers.length > 0 ? ['Answers of models are in them, with the errors in those.'] : []),
  ];
  return [...listWarnings(facts), ...general].map((limit) => `- ${limit}`).join('\n');
}
