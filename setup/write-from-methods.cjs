// What is made from the methods and so cannot be made before tsc has run: the checks that quick start needs, and the
// recipe schema for editors. Called by the build; neither is committed, so no two branches meet in them.
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { root } = require('./console.cjs');

const dist = join(root, 'dist');
const built = (path) => require(join(dist, ...path.split('/')));

async function writeFromMethods() {
  const catalog = await built('src/project/catalog.js').loadCatalog();
  const recipeSchema = built('schemas/recipe.schema.json');
  const editorSchema = built('src/plan/write/editor-schema.js').editorSchema(recipeSchema, catalog);
  write(join(root, 'schemas', 'generated', 'recipe.schema.json'), `${JSON.stringify(editorSchema, null, 1)}\n`);
  const code = built('src/plan/write/quick-check-code.js').quickCheckCode(catalog);
  write(join(dist, 'schemas', 'generated', 'quick-checks.js'), code);
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

writeFromMethods().catch((error) => {
  console.error(`Nothing can be made from the methods: ${error.stack}`);
  process.exit(1);
});
