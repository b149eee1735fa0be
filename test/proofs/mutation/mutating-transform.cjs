// A jest transform as jest.config.cjs has it, but for one file, whose text is the one that LIMBECK_MUTANT names. Nothing in
// the working tree is changed, so nothing has to be put back when a run is killed.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const swc = require('@swc/jest').createTransformer;

module.exports = {
  createTransformer(options) {
    const inner = swc(options);
    const mutant = process.env.LIMBECK_MUTANT
      ? JSON.parse(readFileSync(process.env.LIMBECK_MUTANT, 'utf8'))
      : undefined;
    const textOf = (text, path) => (path === mutant?.path ? mutant.text : text);
    return {
      ...inner,
      process: (text, path, rest) => inner.process(textOf(text, path), path, rest),
      getCacheKey: (text, path, rest) =>
        createHash('sha256')
          .update(inner.getCacheKey(textOf(text, path), path, rest))
          .update(__filename)
          .digest('hex'),
    };
  },
};
