// Loads dist/cli.js with the code V8 made of it at build time (dist/cli.v8). Where that does not fit (another Node,
// other flags, no file) V8 says so and compiles as always: only slower.
const { readFileSync } = require('node:fs');
const { createRequire, wrap } = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');

/** The bundle's exports, and the script they came from. */
function loadBundle(file) {
  const script = new Script(wrap(readFileSync(file, 'utf8')), {
    filename: file,
    cachedData: readCode(file),
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return { script, exports: module.exports };
}

function codeFile(file) {
  return file.replace(/\.js$/, '.v8');
}

function readCode(file) {
  try {
    return readFileSync(codeFile(file));
  } catch {
    return undefined;
  }
}

module.exports = { loadBundle, codeFile };
