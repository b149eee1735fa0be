// npm run pytest -- PATH: tests of the trainer alone, in the environment that `npm test` makes for them.
const { join } = require('node:path');
const { main, root, run } = require('./console.cjs');

async function testPython() {
  require('../test/support/register-ts.cjs');
  const { createEnvironment } = require('../src/trainer/create-environment.ts');
  const { python } = await createEnvironment({
    report: ({ text }) => console.log(text),
    lock: join(root, 'trainer', 'requirements-dev.lock'),
    imports: ['torch', 'transformers', 'tokenizers', 'jsonschema', 'pytest'],
  });
  return python;
}

main(async () => {
  const python = process.env.LIMBECK_PYTHON || (await testPython());
  run(python, ['-m', 'pytest', ...process.argv.slice(2)], { cwd: join(root, 'trainer') });
});
