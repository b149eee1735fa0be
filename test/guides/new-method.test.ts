import { join } from 'node:path';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { loadCatalog } from '../../src/project/catalog.js';
import { plannedIds } from './planned-ids.js';
import { scratchCheckout, type ScratchCheckout } from './scratch-checkout.js';

let checkout: ScratchCheckout;
beforeAll(() => {
  checkout = scratchCheckout();
});
afterEach(() => void checkout.run('git reset -q --hard && git clean -qfd'));

const camelCase = (id: string): string => id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

test('a new method of each stage compiles, keeps the contract, and fails until it is filled in', () => {
  const uses = ['elicit', 'refine', 'evaluate'].map((stage) => `${stage}/${plannedIds(stage)[0]}`);
  for (const use of uses) expect(checkout.run(`npm run new -- ${use}`).code).toBe(0);
  checkout.write('tsconfig.new.json', JSON.stringify({ extends: './tsconfig.json', include: ['activities'] }));
  expect(checkout.run('npx tsc -p tsconfig.new.json --noEmit')).toEqual({ code: 0, said: '' });
  expect(checkout.run(`npx oxlint ${uses.map((use) => `activities/${use}`).join(' ')}`).code).toBe(0);
  const contract = checkout.run(`npx jest test/contract/methods test/architecture/catalogue.test.ts`);
  expect({ code: contract.code, said: contract.said }).toEqual({ code: 0, said: expect.any(String) });
  const own = checkout.run(`npx jest ${uses.map((use) => `activities/${use}/`).join(' ')}`);
  expect(own.said).toMatch(/Test Suites: 3 failed, 3 total/);
  expect(own.said).toContain('FILL IN: the rows that it yields');
});

test('a recipe is a folder that compiles, and says what to fill in', async () => {
  const { code, said } = checkout.run('npm run new -- recipe tiny-thing');
  expect([code, said]).toEqual([0, expect.stringContaining('recipes/examples/tiny-thing/recipe.yaml')]);
  const cwd = join(checkout.folder, 'recipes', 'examples', 'tiny-thing');
  const { plan } = await compileRecipe({ recipeFile: 'recipe.yaml', cwd, catalog: await loadCatalog() });
  expect(plan.steps.map(({ id }) => id).toSorted()).toEqual([
    'answer',
    'clean',
    'clean-gold',
    'score',
    'tune',
    'tune-gold',
  ]);
  const left = checkout.run('npx jest test/architecture/house-rules -t "left to fill in"');
  expect([left.code, left.said]).toEqual([1, expect.stringContaining('tiny-thing/README.md:3: FILL IN')]);
});

test.each([
  ['', 'What shall be made?'],
  ['elicit/label', 'elicit/label is there already.'],
  ['elicit/sft', 'The catalogue has no elicit/sft, but it has distill/sft.'],
  ['summarise/label', '"summarise/label" is no stage/id.'],
  ['elicit/Evolve', '"Evolve" is no id.'],
  ['refine/delete', '"delete" is a word of JavaScript'],
  ['refine/shouting', 'refine/shouting is not in docs/catalogue.json'],
  ['refine/shouting --category shouts --summary "Drop rows that shout."', '"shouts" is no category of the stage.'],
  ['refine/shouting --category selection --summary "drop"', 'A summary is one sentence'],
  ['recipe Tiny_Thing', '"Tiny_Thing" is no recipe.'],
])('`new %s` is refused before anything is written', (what, message) => {
  const { code, said } = checkout.run(`npm run new -- ${what}`);
  expect([code, said]).toEqual([1, expect.stringContaining(message)]);
  expect(said).toContain('hint: ');
  expect(checkout.run('git status --porcelain').said).toBe('');
});

test('an id of two words is a folder with hyphens and a name in camel case', () => {
  const id = plannedIds('refine').find((name) => name.includes('-'))!;
  expect(checkout.run(`npm run new -- refine/${id}`).code).toBe(0);
  const lines = checkout.run('git diff -U0 activities/refine/index.ts').said;
  expect(lines).toContain(`+export { ${camelCase(id)} } from './${id}/${id}.js';`);
});
