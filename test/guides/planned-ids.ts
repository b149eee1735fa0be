import { catalogueEntries } from '../../src/plan/catalogue.js';
import { repoRoot } from '../support/source-tree.js';

const { builtMethods } = require('../../setup/built-methods.cjs') as {
  builtMethods: (root: string) => Readonly<Record<string, string>>;
};

/** Ids of a stage that are planned and not built, as they follow each other in the catalogue. */
export function plannedIds(stage: string): readonly string[] {
  const built = builtMethods(repoRoot);
  return catalogueEntries
    .filter((entry) => entry.stage === stage && built[`${stage}/${entry.id}`] === undefined)
    .map(({ id }) => id);
}
