import type { Files } from '../../recipe/files.js';

/**
 * Files that a pattern names, sorted by path. `*` and `?` stand inside one name, `**` for any folders, `{a,b}` for either.
 * Names that begin with a dot are met only by patterns that spell the dot; a pattern leaves its folder only by `..`.
 */
const deepest = 32;

export async function findByPattern(files: Files, folder: string, pattern: string): Promise<string[]> {
  const found = new Set<string>();
  for (const each of alternatives(pattern)) {
    const steps = each.split('/').filter((step) => step !== '' && step !== '.');
    await visit(
      { files, found, folder: each.startsWith('/') ? '/' : folder, prefix: each.startsWith('/') ? '/' : '' },
      steps,
      0,
    );
  }
  return [...found].sort((a, b) => (a < b ? -1 : Number(a > b)));
}

export function isPattern(path: string): boolean {
  return /[*?{]/.test(path);
}

interface Place {
  readonly files: Files;
  readonly found: Set<string>;
  readonly folder: string;
  /** What stands before the names in a found path. */
  readonly prefix: string;
}

async function visit(place: Place, steps: readonly string[], depth: number): Promise<void> {
  const [step, ...rest] = steps;
  if (step === undefined || depth > deepest) return;
  if (step === '**') await visit(place, rest, depth);
  const names = isPattern(step) ? await namesIn(place) : [step];
  const matcher = nameMatcher(step === '**' ? '*' : step);
  for (const name of names.filter(matcher)) {
    const path = `${place.folder}/${name}`;
    const kind = await place.files.kind(path);
    if (kind === 'file' && rest.length === 0) place.found.add(`${place.prefix}${name}`);
    if (kind !== 'folder') continue;
    const inside = { ...place, folder: path, prefix: `${place.prefix}${name}/` };
    await visit(inside, step === '**' ? steps : rest, depth + 1);
  }
}

async function namesIn({ files, folder }: Place): Promise<readonly string[]> {
  if ((await files.kind(folder)) !== 'folder') return [];
  return files.names(folder);
}

function nameMatcher(step: string): (name: string) => boolean {
  if (!isPattern(step)) return (name) => name === step;
  const source = step
    .replace(/[.+^$()|[\]\\}]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const expression = new RegExp(`^${source}$`, 'u');
  return (name) => expression.test(name) && (step.startsWith('.') || !name.startsWith('.'));
}

/** `{a,b}` written out; without a closing brace it is text. */
function alternatives(pattern: string): string[] {
  const found = /\{([^{}]*)\}/.exec(pattern);
  if (!found) return [pattern];
  const before = pattern.slice(0, found.index);
  const after = pattern.slice(found.index + found[0].length);
  return found[1]!.split(',').flatMap((choice) => alternatives(`${before}${choice}${after}`));
}
