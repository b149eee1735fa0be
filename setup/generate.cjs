// Types from schemas/*.schema.json into schemas/generated/, the schema of limbeck.yaml for editors, and the catalogue with the pages made of
// the catalogue. `--check` writes nothing and fails when a file is stale. What is made from the code of methods is not
// kept: the build makes it.
const { readdirSync, readFileSync, writeFileSync, mkdirSync, existsSync } = require('node:fs');
const { join } = require('node:path');
const { builtMethods } = require('./built-methods.cjs');
const { methodsPage, readmePage } = require('./catalogue-pages.cjs');
const { recipePages } = require('./recipe-index.cjs');

const root = join(__dirname, '..');
const folder = join(root, 'schemas');

async function schemaFiles() {
  const { compile } = require('json-schema-to-typescript');
  const files = new Map();
  // What flows between steps has a file for each kind, so that two branches that add one each do not meet.
  const names = ['', 'records/'].flatMap((room) => readdirSync(join(folder, room)).map((file) => room + file));
  for (const name of names.filter((file) => file.endsWith('.schema.json')).sort()) {
    const schema = readSchema(name);
    delete schema.$id;
    if (name.startsWith('records/')) sayUnknown(schema);
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

/** A field of any form is `unknown`; left to itself the generator takes it for an object. */
function sayUnknown({ properties = {}, items, ...schema }) {
  for (const field of Object.values(properties)) {
    const says = ['type', '$ref', 'anyOf', 'enum', 'const'].some((key) => key in field);
    if (!says) field.tsType = 'unknown';
    sayUnknown(field);
  }
  if (items) sayUnknown(items);
  for (const definition of Object.values(schema.$defs ?? {})) sayUnknown(definition);
}

function readSchema(name) {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** What a built method says of itself is what the catalogue says. */
async function ownSentences() {
  require('../test/support/register-ts.cjs');
  const catalog = await require('../src/project/catalog.ts').loadCatalog();
  const catalogue = readCatalogue();
  for (const [stage, categories] of Object.entries(catalogue))
    for (const { id, summary } of catalog[stage])
      for (const methods of Object.values(categories)) if (Object.hasOwn(methods, id)) methods[id] = summary;
  return catalogue;
}

function readCatalogue() {
  return JSON.parse(readFileSync(join(root, 'docs', 'catalogue.json'), 'utf8'));
}

function cataloguePages(catalogue) {
  const built = builtMethods(root);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const recipes = recipePages(root, readmePage(readme, catalogue, built));
  return [['docs/methods.md', methodsPage(catalogue, built)], ['README.md', recipes.readme], ...recipes.files];
}

/** Returns the paths that differ; writes them unless it only checks. */
function bringUpToDate(files, checking) {
  const stale = files.filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  if (!checking) for (const [path, text] of stale) writeFileSync(join(root, path), text);
  return stale.map(([path]) => path);
}

/** The pages of the catalogue alone. */
function writePages() {
  return bringUpToDate(cataloguePages(readCatalogue()), false);
}

async function main() {
  const checking = process.argv.includes('--check');
  mkdirSync(join(folder, 'generated', 'records'), { recursive: true });
  const catalogue = await ownSentences();
  const text = `${JSON.stringify(catalogue, null, 2)}\n`;
  const files = [...(await schemaFiles()), ['docs/catalogue.json', text], ...cataloguePages(catalogue)];
  const stale = bringUpToDate(files, checking);
  if (!checking) return;
  for (const path of stale) console.error(`${path} is stale: run "npm run gen".`);
  process.exitCode = stale.length > 0 ? 1 : 0;
}

module.exports = { writePages };
if (require.main === module) void main();
