const base = require('../../../jest.config.cjs');
const { join } = require('node:path');

const [[pattern, [, options]]] = Object.entries(base.transform);
module.exports = {
  ...base,
  rootDir: join(__dirname, '..', '..', '..'),
  transform: { [pattern]: [join(__dirname, 'mutating-transform.cjs'), options] },
};
