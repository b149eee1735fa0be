// Types from schemas/*.schema.json into schemas/generated/, and the editor schema. `--check` writes nothing and fails
// when a generated file is stale.
const { readdirSync, readFileSync, writeFileSync, mkdirSync, existsSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const folder = join(root, 'schemas');
const out = join(folder, 'generated');

async function generate() {
  const { compile } = require('json-schema-to-typescript');
  const files = new Map();
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.schema.json'))
    .sort()) {
    const schema = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    delete schema.$id;
    const text = await compile(schema, schema.title, {
      bannerComment: `// Generated from schemas/${name} by "npm run gen". Do not edit.`,
      format: false,
      unreachableDefinitions: true,
      additionalProperties: false,
      cwd: folder,
    });
    files.set(name.replace('.schema.json', '.ts'), text);
  }
  return files;
}

generate().then((files) => {
  mkdirSync(out, { recursive: true });
  let stale = 0;
  for (const [name, text] of files) {
    const path = join(out, name);
    const old = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    if (old === text) continue;
    if (process.argv.includes('--check')) {
      console.error(`schemas/generated/${name} is stale: run "npm run gen".`);
      stale++;
    } else writeFileSync(path, text);
  }
  // The editor schema and the quick checks need the methods, which are TypeScript: a test compares them, or writes them.
  if (!process.argv.includes('--check')) writeFromCatalog();
  process.exit(stale ? 1 : 0);
});

function writeFromCatalog() {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const { status } = spawnSync(process.execPath, [jest, 'src/plan/generated-files.test.ts', '--silent'], {
    cwd: root,
    env: { ...process.env, LIMBECK_WRITE_GENERATED: '1' },
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
