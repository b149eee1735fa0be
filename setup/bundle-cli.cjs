// Bundles the command line into dist/cli.js and keeps V8's compiled code of it beside it: starting from one file takes
// half the time of starting from two hundred. Called by the build, after tsc. See docs/decisions.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { dependencies } = require('../package.json');
const { root, run } = require('./console.cjs');

const bundle = join(root, 'dist', 'cli.js');
/** What nearly every command needs. Other packages are loaded from node_modules when they are needed. */
const bundled = ['@marcbachmann/cel-js', '@noble/hashes', 'commander', 'liquidjs', 'pure-rand', 're2js', 'yaml'];

async function bundleCli() {
  const { build } = require('esbuild');
  await build({
    entryPoints: [join(root, 'dist', 'src', 'cli', 'main.js')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // Every `import()` becomes a `require`: a script with kept code has no loader for the other.
    supported: { 'dynamic-import': false },
    legalComments: 'eof',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    external: Object.keys(dependencies).filter((name) => !bundled.includes(name)),
    plugins: [{ name: 'worker-apart', setup: keepWorkerApart }],
  });
  run(process.execPath, [__filename, 'keep-code']);
}

/** A worker stays the files it is: its stack traces matter more than its start. */
function keepWorkerApart({ onResolve }) {
  onResolve({ filter: /\/worker\/index\.js$/ }, () => ({ path: './src/worker/index.js', external: true }));
}

/** After a real command, so that the code of what commands use is there; in a process of its own, which is used up. */
async function keepCode() {
  const { loadBundle, codeFile } = require('../bin/load-bundle.cjs');
  const { script, exports } = loadBundle(bundle);
  process.stdout.write = () => true;
  process.stderr.write = () => true;
  await exports.main(['validate', join(root, 'recipes', 'contract-terms', 'recipe.yaml')]);
  writeFileSync(codeFile(bundle), script.createCachedData());
  process.exit(0);
}

if (process.argv[2] === 'keep-code') void keepCode();
else
  bundleCli().catch((error) => {
    console.error(`The command line cannot be bundled: ${error.message}`);
    process.exit(1);
  });
