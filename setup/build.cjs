// TypeScript into dist/, with the files code reads beside it, what is made from the methods, and two bundles: the
// workflows and the command line. Skipped when no input has changed.
const { createHash } = require('node:crypto');
const { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');
const { ensurePackages } = require('./ensure-packages.cjs');
const { main, root, run, seconds } = require('./console.cjs');

const dist = join(root, 'dist');
const stamp = join(dist, '.build-stamp');
const sources = ['src', 'workflows', 'activities', 'schemas'];
const objectives = 'trainer/src/limbeck_trainer/objectives';
const isTest = (path) => path.endsWith('.test.ts') || /(^|\/)(fixtures\/|case\.ts$)/.test(path);
const editorSchema = 'schemas/generated/recipe.schema.json';

/** Paths of all inputs, relative to the root. */
function inputs() {
  const files = sources.flatMap(filesOf);
  // What is made from the methods is made from these as well.
  const published = filesOf(objectives).filter((path) => path.endsWith('.json'));
  const settings = [
    'tsconfig.json',
    'setup/tsconfig.build.json',
    'setup/build.cjs',
    'setup/write-from-methods.cjs',
    'setup/bundle-workflows.cjs',
    'setup/bundle-cli.cjs',
    'bin/load-bundle.cjs',
    'package-lock.json',
  ];
  return [
    ...files.filter((path) => !isTest(path) && !path.endsWith('.md') && path !== editorSchema),
    ...published,
    ...settings,
  ].sort();
}

/** Of a folder and those in it, relative to the root. */
function filesOf(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'));
}

function digestOf(files) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** What a source that is gone has left behind must not be found by anyone. */
function removeStale(files) {
  const wanted = new Set(files);
  for (const folder of sources) {
    if (!existsSync(join(dist, folder))) continue;
    for (const entry of readdirSync(join(dist, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const name = relative(dist, path).replaceAll('\\', '/');
      const source = name.replace(/\.js(\.map)?$/, '.ts');
      if (!wanted.has(source) && !wanted.has(name)) rmSync(path);
    }
  }
}

/** Schemas, and whatever else code reads from its own folder. */
function copyRead(files) {
  for (const file of files.filter((path) => !path.endsWith('.ts') && sources.includes(path.split('/')[0]))) {
    mkdirSync(dirname(join(dist, file)), { recursive: true });
    copyFileSync(join(root, file), join(dist, file));
  }
}

/** Build unless it is up to date. Returns a note. */
function build() {
  const files = inputs();
  const digest = digestOf(files);
  const there = existsSync(stamp) && existsSync(join(root, editorSchema));
  if (there && readFileSync(stamp, 'utf8') === digest) return 'nothing to do';
  rmSync(stamp, { force: true });
  const began = Date.now();
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'setup/tsconfig.build.json']);
  removeStale(files);
  copyRead(files);
  console.log(`TypeScript: ${seconds(Date.now() - began)}`);
  run(process.execPath, [join(root, 'setup', 'write-from-methods.cjs')]);
  run(process.execPath, [join(root, 'setup', 'bundle-workflows.cjs')]);
  run(process.execPath, [join(root, 'setup', 'bundle-cli.cjs')]);
  writeFileSync(stamp, digest);
  return 'built';
}

module.exports = { build };
if (require.main === module) {
  main(() => {
    ensurePackages();
    console.log(`build: ${build()}`);
  });
}
