import { plannedIds } from './planned-ids.js';
import { scratchCheckout, type ScratchCheckout } from './scratch-checkout.js';

let checkout: ScratchCheckout;
beforeAll(() => {
  checkout = scratchCheckout();
});

/** A branch from `main` with a new method and a line in the change log, as everybody adds one. */
function branchWith(use: string): void {
  const line = `- New: \`${use}\`.`;
  const { code, said } = checkout.run(
    [
      'git checkout -q main',
      `git checkout -q -b ${use}`,
      `npm run new -- ${use}`,
      `sed -i '0,/^- /s//${line.replaceAll('/', '\\/')}\\n&/' CHANGELOG.md`,
      'git add -A',
      'git commit -qm "Add a method"',
    ].join(' && '),
  );
  expect([code, said]).toEqual([0, expect.stringContaining('FILL IN')]);
}

test.each(['elicit', 'refine', 'distill', 'evaluate'])(
  'two branches that add neighbours of %s merge without a conflict, and nothing is stale',
  (stage) => {
    const [one, other] = plannedIds(stage).map((id) => `${stage}/${id}`);
    branchWith(one!);
    branchWith(other!);
    const merged = checkout.run(`git merge -q ${one} -m merged`);
    expect(merged).toEqual({ code: 0, said: expect.not.stringContaining('CONFLICT') });
    expect(checkout.run('node setup/generate.cjs --check')).toEqual({ code: 0, said: '' });
    const log = checkout.run('git diff main -- CHANGELOG.md').said;
    expect([log.includes(`\`${one}\``), log.includes(`\`${other}\``)]).toEqual([true, true]);
    if (stage === 'distill') return;
    const lines = checkout.run(`git diff main -- activities/${stage}/index.ts | grep '^+export'`).said;
    expect(lines.trim().split('\n')).toHaveLength(2);
  },
);
