import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogued, catalogueEntries } from '../../src/plan/catalogue.js';
import { findTraits, stages } from '../../src/plan/traits.js';
import { loadCatalog } from '../../src/project/catalog.js';
import { repoRoot } from '../support/source-tree.js';

type Built = Readonly<Record<string, string>>;
type Catalogue = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
const { builtMethods } = require('../../setup/built-methods.cjs') as { builtMethods: (root: string) => Built };
const { methodsPage, readmePage } = require('../../setup/catalogue-pages.cjs') as {
  methodsPage: (catalogue: Catalogue, built: Built) => string;
  readmePage: (text: string, catalogue: Catalogue, built: Built) => string;
};
const read = (path: string): string => readFileSync(join(repoRoot, path), 'utf8');
const catalogue = JSON.parse(read('docs/catalogue.json')) as Catalogue;

test('what is built stands in the catalogue, with the category and summary that it says of itself', async () => {
  const catalog = await loadCatalog();
  const built = stages.flatMap((stage) =>
    catalog[stage].map(({ id, category, summary }) => ({ stage, id, category, summary })),
  );
  expect(built.map(({ stage, id }) => catalogued(stage, id))).toEqual(built);
});

test('what the compiler finds is what is linked as built, and all else is planned', async () => {
  const catalog = await loadCatalog();
  const found = catalogueEntries.filter(({ stage, id }) => 'traits' in findTraits(catalog, `${stage}/${id}`));
  expect(found.map(({ stage, id }) => `${stage}/${id}`).toSorted()).toEqual(
    Object.keys(builtMethods(repoRoot)).toSorted(),
  );
  const others = catalogueEntries.filter((entry) => !found.includes(entry));
  const codes = others.map(({ stage, id }) => Object.entries(findTraits(catalog, `${stage}/${id}`))[0]);
  expect(codes).toEqual(others.map(() => ['code', 'not-built-yet']));
});

test('every sentence of the catalogue is one, and no method is in it twice', () => {
  expect(catalogueEntries.filter(({ summary }) => !/^[A-Z].{10,160}\.$/.test(summary))).toEqual([]);
  const names = catalogueEntries.map(({ stage, id }) => `${stage}/${id}`);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(catalogueEntries.filter(({ id }) => !/^[a-z]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test('docs/methods.md and the README are what the catalogue and the folders yield', () => {
  const built = builtMethods(repoRoot);
  expect(read('docs/methods.md')).toBe(methodsPage(catalogue, built));
  expect(read('README.md')).toBe(readmePage(read('README.md'), catalogue, built));
});

test('a method that is gone, or the last of its category, makes the pages stale', () => {
  const built = builtMethods(repoRoot);
  const { 'elicit/label': _gone, ...fewer } = built;
  expect(methodsPage(catalogue, fewer)).not.toBe(methodsPage(catalogue, built));
  expect(readmePage(read('README.md'), catalogue, {})).not.toBe(read('README.md'));
});
