import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { workflowBundle } from '../support/workflow-world.js';

test('the workflows bundle, and bring no schema checker, client or store with them', async () => {
  const { code } = await workflowBundle();
  expect(code).toContain('recipeRun');
  expect(code.match(/node_modules\/(ajv|lmdb|openai|undici|liquidjs|@marcbachmann)\//)).toBeNull();
}, 30_000);

test('workflow code that reaches for the file system is refused when it is bundled', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bundle-'));
  writeFileSync(
    join(folder, 'core.ts'),
    "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
  );
  writeFileSync(
    join(folder, 'index.ts'),
    "import { read } from './core.js';\nexport async function run() { return read('x'); }\n",
  );
  const bundling = bundleWorkflowCode({ workflowsPath: join(folder, 'index.ts'), logger: new DefaultLogger('ERROR') });
  await expect(bundling).rejects.toThrow(/fs/);
  rmSync(folder, { recursive: true });
}, 30_000);
