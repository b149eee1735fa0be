// Jest starts big files first when it has no timings, as on a fresh clone. The long tests here are short files: start
// them first by folder, so that no single one is left running alone at the end.
const Sequencer = require('@jest/test-sequencer').default;

const longest = ['test/crash/', 'test/bad-input/', 'test/workflows/', 'test/cli/', 'test/projects/', 'src/engine/'];
const rank = (path) => {
  const found = longest.findIndex((folder) => path.replaceAll('\\', '/').includes(folder));
  return found === -1 ? longest.length : found;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a.path) - rank(b.path));
  }
};
