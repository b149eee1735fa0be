// What a new method, objective or recipe may be called.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { builtMethods } = require('../built-methods.cjs');
const { SetupError } = require('../console.cjs');

const USAGE = 'Write elicit/ID, refine/ID, evaluate/ID, distill/ID, or recipe NAME: npm run new -- elicit/evolve';
const STAGES = ['elicit', 'refine', 'evaluate', 'distill'];

/** `elicit/evolve` as { stage, id, category, summary, planned }. Throws what is wrong with it, before anything is written. */
function readMethod(root, catalogue, use, given) {
  const [stage, id = '', ...rest] = use.split('/');
  if (!STAGES.includes(stage) || id === '' || rest.length > 0) throw new SetupError(`"${use}" is no stage/id.`, USAGE);
  checkId(stage, id);
  if (builtMethods(root)[`${stage}/${id}`]) throw new SetupError(`${use} is there already.`, 'Choose another id.');
  const categories = catalogue[stage];
  const category = Object.keys(categories).find((name) => Object.hasOwn(categories[name], id));
  if (category) return { stage, id, category, summary: categories[category][id], planned: true };
  const elsewhere = STAGES.filter((other) => Object.values(catalogue[other]).some((ids) => Object.hasOwn(ids, id)));
  if (elsewhere.length > 0)
    throw new SetupError(
      `The catalogue has no ${use}, but it has ${elsewhere[0]}/${id}.`,
      'Use that stage, or another id.',
    );
  return { stage, id, planned: false, ...entryOf(use, Object.keys(categories), given) };
}

function checkId(stage, id) {
  const form = stage === 'distill' ? /^[a-z]+(-[a-z0-9]+)*$/ : /^[a-z]+(-[a-z]+)*$/;
  if (!form.test(id))
    throw new SetupError(`"${id}" is no id.`, 'Small letters, and hyphens between words: dedup-exact.');
  try {
    new Script(`'use strict'; const ${camelCase(id)} = 0;`);
  } catch {
    throw new SetupError(`"${id}" is a word of JavaScript, so nothing can be called after it.`, 'Choose another id.');
  }
}

/** What a method that is not in the catalogue says of itself. */
function entryOf(use, categories, { category, summary }) {
  const hint = `npm run new -- ${use} --category ${category ?? categories[0]} --summary "What it does, in a sentence."`;
  if (!category || !summary)
    throw new SetupError(`${use} is not in docs/catalogue.json, so its category and summary must be given.`, hint);
  if (!categories.includes(category))
    throw new SetupError(`"${category}" is no category of the stage.`, `There are: ${categories.join(', ')}.`);
  if (!/^[A-Z][^'\n]{10,80}\.$/.test(summary))
    throw new SetupError(
      'A summary is one sentence of 12 to 82 characters without a quotation mark, with its full stop.',
      hint,
    );
  return { category, summary };
}

function readRecipe(root, path) {
  if (!/^[a-z]+(-[a-z0-9]+)*(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/.test(path))
    throw new SetupError(`"${path}" is no recipe.`, USAGE);
  const place = path.includes('/') ? path : `examples/${path}`;
  if (existsSync(join(root, 'recipes', place)))
    throw new SetupError(`recipes/${place} is there already.`, 'Choose another name.');
  return place;
}

function camelCase(id) {
  return id.replaceAll(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

module.exports = { USAGE, camelCase, readMethod, readRecipe };
