// The checks of the TypeScript side, in the order in which they are quick. One list for `npm run check` and `npm test`.
const { join } = require('node:path');
const { root } = require('./console.cjs');

const bin = (name) => join(root, 'node_modules', '.bin', name);
const node = process.execPath;
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

const typescriptChecks = [
  { name: 'format', command: bin('oxfmt'), args: ['--check', '.'], hint: '`npm run fix` formats.' },
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware'] },
  { name: 'types', command: node, args: [tsc, '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'types of the pure parts', command: node, args: [tsc, '-p', 'tsconfig.pure.json'] },
  { name: 'generated files are fresh', command: node, args: [join(root, 'setup', 'generate.cjs'), '--check'] },
  { name: 'workflows bundle', command: node, args: [join(root, 'setup', 'bundle-workflows.cjs'), '--check'] },
];

module.exports = { bin, node, typescriptChecks };
