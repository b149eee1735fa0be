import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { median } from '../median.js';

/**
 * Wall time of `limbeck validate` beside `node -e 0`, taken in turns; what Limbeck adds to starting Node is the difference.
 * `npm run build && node -r ./test/support/register-ts.cjs bench/startup/startup.ts [recipe] [rounds]`
 */
const root = join(__dirname, '..', '..');

interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  readonly times: number[];
}

function main(recipe: string, rounds: number): void {
  const limbeck = join(root, 'bin', 'limbeck.js');
  const contenders: Contender[] = [
    { name: 'node -e 0', args: ['-e', '0'], times: [] },
    { name: 'limbeck --version', args: [limbeck, '--version'], times: [] },
    { name: 'limbeck validate', args: [limbeck, 'validate', recipe], times: [] },
  ];
  // The first round only warms the disk's cache.
  for (let round = 0; round <= rounds; round++)
    for (const { args, times } of contenders) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stderr}`);
      if (round > 0) times.push(performance.now() - start);
    }
  const base = median(contenders[0]!.times);
  for (const { name, times } of contenders) {
    const [middle, best] = [median(times), Math.min(...times)];
    process.stdout.write(
      `${name.padEnd(20)} median ${middle.toFixed(0)} ms, best ${best.toFixed(0)} ms, x${(middle / base).toFixed(2)}, +${(middle - base).toFixed(0)} ms\n`,
    );
  }
}

main(
  process.argv[2] ?? join(root, 'recipes', 'examples', 'contract-terms', 'recipe.yaml'),
  Number(process.argv[3] ?? 15),
);
