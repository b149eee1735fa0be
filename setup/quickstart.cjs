// The whole of Limbeck on one example: set up what is missing, then distil a rule-based teacher into a tiny student.
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { build } = require('./build.cjs');
const { ensurePackages } = require('./ensure-packages.cjs');
const { SetupError, bold, main, part, printTimes, root, run, runForCode } = require('./console.cjs');

const limbeck = join(root, 'bin', 'limbeck.js');
const recipe = join('recipes', 'examples', 'contract-terms', 'recipe.yaml');

function newestReport() {
  const runs = join(root, 'recipes', 'examples', 'contract-terms', '.limbeck', 'runs');
  if (!existsSync(runs)) return undefined;
  const reports = readdirSync(runs)
    .map((name) => join(runs, name, 'report.html'))
    .filter((path) => existsSync(path));
  return reports.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

main(async () => {
  const settings = process.argv.slice(2);
  await part('npm packages', ensurePackages);
  await part('build', build);
  await part('Temporal and trainer environment', () => run(process.execPath, [limbeck, 'setup']));
  let code = 0;
  await part('recipe', () => {
    code = runForCode(process.execPath, [limbeck, 'run', recipe, '--yes', ...settings]);
    if (code === 130) throw new SetupError('Interrupted.', 'The command above goes on where it stopped.');
  });
  printTimes();
  const report = newestReport();
  if (report) console.log(`\n${bold('Report')}: ${report}`);
  if (code !== 0) process.exitCode = code;
});
