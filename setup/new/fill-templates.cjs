const { mkdirSync, readFileSync, readdirSync, writeFileSync } = require('node:fs');
const { dirname, join, relative } = require('node:path');

/** Every template of a folder, filled: `__NAME__` in its text is a word, `ID` in its name is the id. Returns the paths. */
function fillTemplates(from, to, words) {
  const files = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => relative(from, join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((file) => {
      const name = file.replace(/\.template$/, '').replace(/^ID\./, `${words.ID}.`);
      const text = readFileSync(join(from, file), 'utf8').replaceAll(/__([A-Z]+)__/g, (_, word) => words[word]);
      mkdirSync(dirname(join(to, name)), { recursive: true });
      writeFileSync(join(to, name), text);
      return name;
    });
}

module.exports = { fillTemplates };
