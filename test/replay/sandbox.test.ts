import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, bundleWorkflowCode } from '@temporalio/worker';
import { workflowBundle } from '../support/workflow-world.js';

test('the workflows bundle, and bring no schema checker, client or store with them', async () => {
  const { code } = await workflowBundle();
  expect(code).toContain('recipeRun');
  expect(code.match(/node_modules\/(ajv|lmdb|openai|undici|liquidjs|@marcbachmann)\//)).toBeNull();
});

test('workflow code that reaches for the file system is refused when it is bundled', async () => {
  // Inside the repository: the bundle imports the SDK from there.
  const folder = mkdtempSync(join(__dirname, 'bundle-'));
  const bundle = (core: string): Promise<unknown> => {
    writeFileSync(join(folder, 'core.ts'), core);
    writeFileSync(join(folder, 'index.ts'), "import { read } from './core.js';\nexport const run = () => read('x');\n");
    const logger = new DefaultLogger('ERROR', ({ message }) => said.push(message));
    return bundleWorkflowCode({ workflowsPath: join(folder, 'index.ts'), logger });
  };
  const said: string[] = [];
  try {
    await bundle('export const read = (path: string) => path;\n');
    await expect(bundle("export { readFileSync as read } from 'node:fs';\n")).rejects.toThrow(
      /Webpack finished with errors/,
    );
    expect(said.join('\n')).toMatch(/module 'fs'|node:fs/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
