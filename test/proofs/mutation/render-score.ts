import type { TriedFile } from './try-mutations.js';

const survivors = ({ tried }: TriedFile): TriedFile['tried'] => tried.filter(({ fate }) => fate === 'survived');

/** Share of the changes tried that a suite saw; 1 when there were none to try. */
export function scoreOf(files: readonly TriedFile[]): number {
  const all = files.flatMap(({ tried }) => tried);
  return all.length === 0 ? 1 : all.filter(({ fate }) => fate !== 'survived').length / all.length;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A row a file, and every survivor by name. */
export function renderScore(files: readonly TriedFile[]): string {
  const all = files.flatMap(({ tried }) => tried);
  const cells = (name: string, group: readonly TriedFile[], suites: string): string => {
    const tried = group.flatMap((file) => file.tried);
    const count = (fate: string): number => tried.filter((each) => each.fate === fate).length;
    const found = group.reduce((sum, file) => sum + file.found, 0);
    return `| ${[name, found, tried.length, count('killed'), count('too-long'), count('survived'), percent(scoreOf(group)), suites].join(' | ')} |`;
  };
  const left = files.flatMap((file) =>
    survivors(file).map(
      ({ mutation: { line, what } }) => `- \`${file.file}:${line}\`: \`${what.replaceAll('`', "'")}\``,
    ),
  );
  return [
    `${percent(scoreOf(files))} of ${all.length} changes in ${files.length} files were seen by the nearest suites.`,
    '',
    '| file | changes | tried | killed | took too long | survived | score | suites |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...files.map((file) => cells(file.file, [file], String(file.suites.length))),
    cells('all', files, ''),
    '',
    left.length === 0 ? 'Nothing survived.' : `Survivors:\n\n${left.join('\n')}`,
  ].join('\n');
}
