// A recipe is a folder and nothing else.
const { join } = require('node:path');
const { fillTemplates } = require('./fill-templates.cjs');

/** Writes; returns the paths, relative to the root. */
function writeRecipe(root, path) {
  const folder = `recipes/${path}`;
  const up = folder.split('/').map(() => '..');
  const words = { ID: path.split('/').at(-1), ROOT: up.join('/') };
  return fillTemplates(join(__dirname, 'templates', 'recipe'), join(root, folder), words).map(
    (file) => `${folder}/${file}`,
  );
}

module.exports = { writeRecipe };
