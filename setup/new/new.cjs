// npm run new -- elicit/evolve: the folder, the line and tests that fail until what is marked FILL IN is filled in.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseArgs } = require('node:util');
const { SetupError, main, root } = require('../console.cjs');
const { writePages } = require('../generate.cjs');
const { USAGE, readMethod, readRecipe } = require('./names.cjs');
const { writeMethod } = require('./write-method.cjs');
const { writeRecipe } = require('./write-recipe.cjs');

function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { category: { type: 'string' }, summary: { type: 'string' } },
  });
  const [what, name] = positionals;
  if (what === undefined || positionals.length > 2 || (what === 'recipe') === (name === undefined))
    throw new SetupError('What shall be made?', USAGE);
  if (what === 'recipe') return report(writeRecipe(root, readRecipe(root, name)), 'npx jest test/architecture');
  const catalogue = JSON.parse(readFileSync(join(root, 'docs', 'catalogue.json'), 'utf8'));
  const method = readMethod(root, catalogue, what, values);
  const written = [...writeMethod(root, method), ...writePages()];
  return report(written, testsOf(method, written[0]));
}

function testsOf({ stage, id }, first) {
  return stage === 'distill'
    ? `npm run pytest -- ${first.slice('trainer/'.length, first.lastIndexOf('/'))}; npx jest test/architecture`
    : `npx jest activities/${stage}/${id} test/contract/methods test/architecture`;
}

function report(paths, tests) {
  for (const path of paths) console.log(path);
  console.log(`\nNow fill in what is marked FILL IN. Until then this fails, and says where:\n  ${tests}`);
}

main(run);
