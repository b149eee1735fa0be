// A folder from templates, a line in the stage's list, an entry of the catalogue where there is none yet.
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { fillTemplates } = require('./fill-templates.cjs');
const { camelCase } = require('./names.cjs');

/** Writes; returns the paths, relative to the root. */
function writeMethod(root, { stage, id, category, summary, planned }) {
  const folder =
    stage === 'distill'
      ? `trainer/src/limbeck_trainer/objectives/${id.replaceAll('-', '_')}`
      : `activities/${stage}/${id}`;
  const name = camelCase(id);
  const words = {
    ID: id,
    USE: `${stage}/${id}`,
    NAME: name,
    TYPE: name[0].toUpperCase() + name.slice(1),
    FOLDER: folder.split('/').at(-1),
    CATEGORY: category,
    SUMMARY: summary,
  };
  const written = fillTemplates(join(__dirname, 'templates', stage), join(root, folder), words);
  const paths = written.map((file) => `${folder}/${file}`);
  if (stage !== 'distill') paths.push(addLine(root, stage, `export { ${name} } from './${id}/${id}.js';`));
  if (!planned) paths.push(addEntry(root, { stage, id, category, summary }));
  return paths;
}

function addLine(root, stage, line) {
  const path = `activities/${stage}/index.ts`;
  const lines = readFileSync(join(root, path), 'utf8').trimEnd().split('\n');
  const after = lines.findIndex((other) => other.startsWith('export') && fileOf(other) > fileOf(line));
  lines.splice(after < 0 ? lines.length : after, 0, line);
  writeFileSync(join(root, path), `${lines.join('\n')}\n`);
  return path;
}

function fileOf(line) {
  return line.slice(line.indexOf(" from '"));
}

function addEntry(root, { stage, id, category, summary }) {
  const path = 'docs/catalogue.json';
  const catalogue = JSON.parse(readFileSync(join(root, path), 'utf8'));
  catalogue[stage][category][id] = summary;
  writeFileSync(join(root, path), `${JSON.stringify(catalogue, null, 2)}\n`);
  return path;
}

module.exports = { writeMethod };
