const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
// onnxruntime-node and lmdb compare typed arrays by realm; jest's sandbox must share Node's own.
const { TestEnvironment } = require('jest-environment-node');
const shared = [
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Int32Array',
  'Int8Array',
  'Uint8Array',
  'Uint16Array',
  'Uint32Array',
  'ArrayBuffer',
];
const { TMPDIR } = process.env;

/**
 * Each test file has a temporary folder of its own, also for the processes it starts, which goes with the file.
 * LIMBECK_KEEP_TEMP=1 leaves it for a person to look at.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    // Read by node:os here, and copied for the tests by what comes above this class.
    const folder = mkdtempSync(join(TMPDIR ?? tmpdir(), 'limbeck-jest-'));
    process.env.TMPDIR = folder;
    super(config, context);
    this.folder = folder;
    for (const name of shared) this.global[name] = globalThis[name];
  }

  async teardown() {
    await super.teardown();
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    if (!process.env.LIMBECK_KEEP_TEMP) rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
