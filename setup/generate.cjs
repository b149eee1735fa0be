// Types from schemas/*.schema.json into schemas/generated/, and the editor schema. `--check` writes nothing and fails
// when a generated file is stale.
const { readdirSync, readFileSync, writeFileSync, mkdirSync, existsSync } = require('node:fs');
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
  process.exit(stale ? 1 : 0);
});
