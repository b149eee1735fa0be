// Types from schemas/*.schema.json into schemas/generated/, and the schema of limbeck.yaml for editors. `--check` writes
// nothing and fails when a generated file is stale. What is made from the methods is not kept: the build makes it.
const { readdirSync, readFileSync, writeFileSync, mkdirSync, existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const folder = join(root, 'schemas');

async function schemaFiles() {
  const { compile } = require('json-schema-to-typescript');
  const files = new Map();
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.schema.json'))
    .sort()) {
    const schema = readSchema(name);
    delete schema.$id;
    const text = await compile(schema, schema.title, {
      bannerComment: `// Generated from schemas/${name} by "npm run gen". Do not edit.`,
      format: false,
      unreachableDefinitions: true,
      additionalProperties: false,
      cwd: folder,
    });
    files.set(`schemas/generated/${name.replace('.schema.json', '.ts')}`, text);
  }
  files.set('schemas/generated/project.schema.json', `${JSON.stringify(readSchema('project.schema.json'), null, 1)}\n`);
  return files;
}

function readSchema(name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** Returns the paths that differ; writes them unless it only checks. */
function bringUpToDate(files, checking) {
  const stale = [...files].filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  if (!checking) for (const [path, text] of stale) writeFileSync(join(root, path), text);
  return stale.map(([path]) => path);
}

async function main() {
  const checking = process.argv.includes('--check');
  mkdirSync(join(folder, 'generated'), { recursive: true });
  const stale = bringUpToDate(await schemaFiles(), checking);
  if (!checking) return;
  for (const path of stale) console.error(`${path} is stale: run "npm run gen".`);
  process.exitCode = stale.length > 0 ? 1 : 0;
}

void main();
