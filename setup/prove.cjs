// `npm run prove`: long proofs, which are not part of `npm test`. Sets up what they need, then test/proofs/run-proof.ts.
const { join } = require('node:path');
const { build } = require('./build.cjs');
const { main, root, runForCode } = require('./console.cjs');
const { ensurePackages } = require('./ensure-packages.cjs');

main(() => {
  ensurePackages();
  build();
  const script = [join(root, 'test', 'support', 'register-ts.cjs'), join(root, 'test', 'proofs', 'run-proof.ts')];
  process.exitCode = runForCode(process.execPath, ['-r', ...script, ...process.argv.slice(2)]);
});
