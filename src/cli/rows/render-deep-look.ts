import type { Finding, StoreName } from '../../files/inspection.js';
import { countOf } from '../../project/format.js';
import type { Style } from '../output/style.js';

/** What `limbeck doctor --deep` saw of a project's stores. */
export interface DeepLook {
  /** Things looked at. */
  readonly seen: Readonly<Partial<Record<StoreName, number>>>;
  readonly findings: readonly Finding[];
}

const THINGS: Readonly<Record<StoreName, string>> = {
  project: 'file of the project',
  ledger: 'answer',
  artifacts: 'artifact',
  work: 'piece of work in progress',
  runs: 'file of runs',
  batches: 'batch under way',
};
const PLURALS: Readonly<Partial<Record<StoreName, string>>> = {
  project: 'files of the project',
  work: 'pieces of work in progress',
  runs: 'files of runs',
  batches: 'batches under way',
};

/** "12 answers, 3 artifacts". */
export function wordsOfSeen(seen: DeepLook['seen']): string {
  const words = Object.entries(seen).map(([store, count]) => {
    const plural = PLURALS[store as StoreName];
    return count !== 1 && plural !== undefined ? `${count} ${plural}` : countOf(count, THINGS[store as StoreName]);
  });
  return words.length === 0 ? 'nothing: the project has kept nothing yet' : words.join(', ');
}

export function renderDeepLook({ seen, findings }: DeepLook, { red, bold, dim }: Style): string {
  const damage = findings.map(
    ({ what, file, because, hint }) => `${red('damaged')}  ${bold(what)}: ${because}\n  ${file}\n  ${dim(hint)}`,
  );
  const verdict = findings.length === 0 ? 'All is whole.' : `${countOf(findings.length, 'thing')} damaged.`;
  return ['', ...damage, dim(`Looked at ${wordsOfSeen(seen)}. ${verdict}`)].join('\n');
}
