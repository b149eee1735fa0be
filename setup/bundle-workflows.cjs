// Bundles the workflows for Temporal's sandbox into dist/workflow-bundle.js, where workers find them: a worker that
// loads it starts a second sooner than one that bundles. Called by the build, after tsc; `--check` only bundles, and
// fails when workflow code reaches for something the sandbox does not have.
const { writeFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const checking = process.argv.includes('--check');

async function bundle() {
  const { DefaultLogger, bundleWorkflowCode } = require('@temporalio/worker');
  const built = join(root, 'dist', 'workflows', 'index.js');
  const workflowsPath = checking || !existsSync(built) ? join(root, 'workflows', 'index.ts') : built;
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
  if (!checking) writeFileSync(join(root, 'dist', 'workflow-bundle.js'), code);
}

bundle().catch((error) => {
  console.error(`The workflows cannot be bundled: ${error.message}`);
  process.exit(1);
});
