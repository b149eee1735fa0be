// Before a commit: format, lint, types, generated files, bundle, unit tests. Nothing outside of Node is started.
const { join } = require('node:path');
const { build } = require('./build.cjs');
const { ensurePackages } = require('./ensure-packages.cjs');
const { typescriptChecks } = require('./checks.cjs');
const { main, part, printTimes, root, run } = require('./console.cjs');

main(async () => {
  await part('npm packages', ensurePackages);
  for (const { name, command, args, hint } of typescriptChecks) await part(name, () => run(command, args, { hint }));
  await part('build', build);
  await part('unit tests', () =>
    run(process.execPath, [
      join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
      ...['src', 'workflows', 'activities', 'test/architecture', 'test/contract'].filter(Boolean),
      '--passWithNoTests',
    ]),
  );
  printTimes();
});
