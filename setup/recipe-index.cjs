// What is said of the recipes: an index.json in each recipe's folder, made of its recipe.yaml but for `measured`, which its
// author writes; and a part of the README. `limbeck list recipes` reads the entries.
const { existsSync, readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { parse } = require('yaml');

const BEGIN = '<!-- made by "npm run gen" from recipes/*/*/index.json -->';
const END = '<!-- recipes made until here -->';

/** Pages by path relative to the root: the entries, and the README with its part anew. */
function recipePages(root, readme) {
  const recipes = folders(join(root, 'recipes')).flatMap((group) =>
    folders(join(root, 'recipes', group))
      .filter((name) => existsSync(join(root, 'recipes', group, name, 'recipe.yaml')))
      .map((name) => `recipes/${group}/${name}`),
  );
  const entries = recipes.map((path) => ({ path, entry: entryOf(join(root, path)) }));
  const files = entries.map(({ path, entry }) => [`${path}/index.json`, `${JSON.stringify(entry, null, 2)}\n`]);
  return { files, readme: withRecipes(readme, entries) };
}

/** `measured` stays as its author wrote it; null until then. */
function entryOf(folder) {
  const { name, description, skill, vertical, steps } = parse(readFileSync(join(folder, 'recipe.yaml'), 'utf8'));
  const file = join(folder, 'index.json');
  const measured = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')).measured ?? null) : null;
  const methods = [...new Set(methodsOf(steps))].sort();
  return { name, description, skill, vertical, methods, measured };
}

function methodsOf(steps = []) {
  return steps.flatMap(({ use, repeat }) => (repeat ? methodsOf(repeat.steps) : use ? [use] : []));
}

function withRecipes(readme, entries) {
  const [before, after] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (before < 0 || after < before) throw new Error(`The README has lost its marks: ${BEGIN} ... ${END}`);
  const lines = entries.map(({ path, entry: { name, description, skill, vertical, methods, measured } }) => {
    const about = [skill, vertical].filter(Boolean).map((word) => word.replaceAll('-', ' '));
    const gave = measured ? ` Measured ${measured.date}: ${measured.result}` : ' Not measured yet.';
    return `- [**${name}**](${path}/README.md) (${about.join('; ')}): ${description}${gave} It uses ${methods.join(', ')}.`;
  });
  return `${readme.slice(0, before)}${BEGIN}\n\n${lines.join('\n')}\n\n${readme.slice(after)}`;
}

function folders(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

module.exports = { recipePages };
