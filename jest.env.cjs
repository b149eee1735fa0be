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
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    for (const name of shared) this.global[name] = globalThis[name];
  }
};
