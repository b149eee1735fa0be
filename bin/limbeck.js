#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error[node-too-old]: Limbeck needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const main = join(__dirname, '..', 'dist', 'src', 'cli', 'main.js');
if (!existsSync(main)) {
  console.error('error[not-built]: Limbeck is not built.\nhint: Run `npm run build` in its folder.');
  process.exit(1);
}
// Node 22 and newer keep compiled code between starts.
require('node:module').enableCompileCache?.();
require(main).main(process.argv.slice(2));
