// Folders of what is built, by `stage/id`: a folder that has its method, or its objective.json.
const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const objectives = 'trainer/src/limbeck_trainer/objectives';

function builtMethods(root) {
  const built = {};
  for (const stage of ['elicit', 'refine', 'evaluate'])
    for (const id of folders(join(root, 'activities', stage)))
      if (existsSync(join(root, 'activities', stage, id, `${id}.ts`)))
        built[`${stage}/${id}`] = `activities/${stage}/${id}`;
  for (const name of folders(join(root, objectives)))
    if (existsSync(join(root, objectives, name, 'objective.json')))
      built[`distill/${name.replaceAll('_', '-')}`] = `${objectives}/${name}`;
  return built;
}

function folders(path) {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

module.exports = { builtMethods, objectives };
