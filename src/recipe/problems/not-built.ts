import type { Path } from '../yaml-source.js';

/**
 * Words of the language that this version does not have yet. They are refused by name, so that nobody mistakes them for
 * a slip, and nothing is ever ignored. An entry goes when its feature comes.
 */
interface Waiting {
  readonly language: 'recipe' | 'project';
  /** Path of the map the key stands in, or of the value; `*` is any one part. */
  readonly at: readonly string[];
  readonly word: string;
  readonly what: string;
  readonly instead: string;
}

const waiting: readonly Waiting[] = [
  recipe(
    ['data', '*'],
    'package',
    'data comes from files of the project',
    'Put the rows into a file of the project: file: rows.jsonl.',
  ),
  recipe(['data', '*', 'kind'], 'logits', 'no method makes or takes it'),
  recipe(['data', '*', 'kind'], 'hidden', 'no method makes or takes it'),
  project(['profiles', '*', 'stores', 'ledger'], 'postgres', 'the ledger is a file'),
  project(['profiles', '*', 'stores', 'artifacts'], 's3', 'artifacts are files'),
];

function recipe(at: readonly string[], word: string, what: string, instead = 'Leave it out for now.'): Waiting {
  return { language: 'recipe', at, word, what, instead };
}

function project(at: readonly string[], word: string, what: string, instead = 'Leave it out for now.'): Waiting {
  return { language: 'project', at, word, what, instead };
}

/** Why a word is refused for now; undefined when it is no word of the language at all. */
export function notBuilt(
  language: Waiting['language'],
  at: Path,
  word: string,
): { readonly what: string; readonly instead: string } | undefined {
  const same = (entry: Waiting): boolean =>
    entry.language === language &&
    entry.word === word &&
    entry.at.length === at.length &&
    entry.at.every((part, index) => part === '*' || part === at[index]);
  return waiting.find(same);
}
