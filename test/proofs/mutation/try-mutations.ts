import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../src/core/random.js';
import { repoRoot } from '../../support/source-tree.js';
import { applyMutation, findMutations, type Mutation } from './find-mutations.js';
import { runSuites } from './run-suites.js';

export interface TriedFile {
  readonly file: string;
  readonly suites: readonly string[];
  /** Changes that the file has; of these `tried` were drawn. */
  readonly found: number;
  readonly tried: readonly { readonly mutation: Mutation; readonly fate: 'killed' | 'survived' | 'too-long' }[];
}

export interface TryInput {
  readonly file: string;
  readonly suites: readonly string[];
  /** Changes to draw; all when there are fewer. */
  readonly each: number;
  readonly seed: number;
  readonly atOnce: number;
  /** For the texts that are tried. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Which changes are tried depends on the file's text, the number and the seed alone. */
export function drawMutations(text: string, file: string, each: number, seed: number): readonly Mutation[] {
  const drawn = createRandom(`mutation/${seed}/${file}`).shuffled(findMutations(text)).slice(0, each);
  return drawn.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Each change alone, against the suites: killed when one is red, or when they take much longer than without it. */
export async function tryMutations(input: TryInput): Promise<TriedFile> {
  const { file, suites, say } = input;
  const text = readFileSync(join(repoRoot, file), 'utf8');
  const drawn = drawMutations(text, file, input.each, input.seed);
  const found = findMutations(text).length;
  if (suites.length === 0)
    return { file, suites, found, tried: drawn.map((mutation) => ({ mutation, fate: 'survived' })) };
  const calm = await runSuites(suites, 600_000);
  if (calm.ended !== 'green')
    throw new Error(`The suites of ${file} are ${calm.ended} without any change:\n${calm.said}`);
  // Generous: on a loaded machine a slow run is not a kill.
  const limit = 60_000 + 5 * calm.ms;
  const tried: TriedFile['tried'][number][] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let place = next++; place < drawn.length; place = next++) {
      const mutation = drawn[place]!;
      const mutant = join(input.folder, `${file.replaceAll('/', '-')}-${place}.json`);
      writeFileSync(mutant, JSON.stringify({ path: join(repoRoot, file), text: applyMutation(text, mutation) }));
      const { ended } = await runSuites(suites, limit, mutant);
      const fate = ended === 'green' ? 'survived' : ended === 'red' ? 'killed' : 'too-long';
      tried[place] = { mutation, fate };
      say(`${fate.padEnd(8)}  ${file}:${mutation.line}  ${mutation.what}`);
    }
  };
  await Promise.all(Array.from({ length: input.atOnce }, work));
  return { file, suites, found, tried };
}
