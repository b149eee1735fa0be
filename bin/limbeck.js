#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error[node-too-old]: Limbeck needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const bundle = join(__dirname, '..', 'dist', 'cli.js');
if (!existsSync(bundle)) {
  console.error('error[not-built]: Limbeck is not built.\nhint: Run `npm run build` in its folder.');
  process.exit(1);
}
// Node 22 and newer keep the compiled code of packages between starts.
require('node:module').enableCompileCache?.();
require('./load-bundle.cjs').loadBundle(bundle).exports.main(process.argv.slice(2));
