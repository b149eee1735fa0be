import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listFiles, repoRoot } from '../support/source-tree.js';
import { readSuites } from './mutation/nearest-suites.js';
import { renderScore, scoreOf } from './mutation/render-score.js';
import { tryMutations, type TriedFile } from './mutation/try-mutations.js';
import { wholeNumber, type Proof } from './proof.js';

/** What must be right whatever a machine does: the ground, the compiler, the methods. */
const judged = [
  'src/core',
  'src/plan',
  'activities/elicit',
  'activities/refine',
  'activities/evaluate',
  'activities/kit',
];
/** Suites that reach a file over more imports than these say little about it. */
const STEPS = 3;
const SUITES = 8;

export const proof: Proof = {
  about:
    'Small changes of the sources, one at a time: the unit suites nearest to a changed file see at least 85 % of them.',
  usage:
    '[FILE ...] (all of src/core, src/plan and the methods); --each N (10): changes drawn from a file; --seed N (1); --least PERCENT (85)',
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        each: { type: 'string', default: '10' },
        seed: { type: 'string', default: '1' },
        least: { type: 'string', default: '85' },
      },
    });
    const [each, seed] = [wholeNumber('each', values.each), wholeNumber('seed', values.seed)];
    const least = wholeNumber('least', values.least);
    const tried = await tryFiles(positionals.length > 0 ? positionals.map(named) : sources(), each, seed);
    return { held: 100 * scoreOf(tried) >= least, figures: renderScore(tried) };
  },
};

async function tryFiles(files: readonly string[], each: number, seed: number): Promise<readonly TriedFile[]> {
  const suites = readSuites();
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-mutants-'));
  const tried: TriedFile[] = [];
  try {
    for (const file of files) {
      const nearest = suites.nearest(file, STEPS, SUITES);
      const atOnce = Math.max(1, availableParallelism() - 1);
      const say = (line: string): void => console.log(line);
      tried.push(await tryMutations({ file, suites: nearest, each, seed, atOnce, folder, say }));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return tried;
}

function sources(): readonly string[] {
  return judged.flatMap((folder) =>
    listFiles(folder, (path) => path.endsWith('.ts') && !/\.test\.ts$|contract-suite/.test(path)),
  );
}

function named(file: string): string {
  const path = relative(repoRoot, resolve(file)).replaceAll('\\', '/');
  if (!path.startsWith('..') && path.endsWith('.ts') && existsSync(join(repoRoot, path))) return path;
  throw new Error(`${file} is no TypeScript source of this repository.`);
}
