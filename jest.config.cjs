module.exports = {
  testEnvironment: '<rootDir>/jest.env.cjs',
  roots: ['<rootDir>/src', '<rootDir>/workflows', '<rootDir>/activities', '<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: [
    '/node_modules/(?!(re2js|@marcbachmann|lmdb|hyparquet|hyparquet-writer|hyparquet-compressors|fzstd|hysnappy|@opentelemetry/otlp-exporter-base)/)',
  ],
  // One more than the cores that there are at least: the longest tests wait for processes of their own.
  maxWorkers: 3,
  // Of one test. It is there for tests that hang; a loaded machine must not fail one, so no test sets less.
  testTimeout: 300_000,
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
};
