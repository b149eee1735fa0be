import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { listFiles, repoRoot } from '../support/source-tree.js';

interface TestFile {
  readonly path: string;
  readonly tests: number;
  readonly ms: number;
}
interface Found {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
  readonly files: readonly TestFile[];
}
const setup = createRequire(join(repoRoot, 'setup', 'test.cjs'));
const { readJest, readPytest } = setup('./test-results.cjs') as {
  readJest: (result: unknown, root: string) => Found;
  readPytest: (xml: string) => Found;
};
const { renderTestTimes, tierOf } = setup('./test-times.cjs') as {
  renderTestTimes: (input: { files: readonly TestFile[]; checksMs: number }) => string[];
  tierOf: (path: string) => string;
};

test('the tier of a test file is told by its folder', () => {
  expect(
    [
      'src/core/bootstrap.test.ts',
      'test/contract/methods/methods.test.ts',
      'test/workflows/loops.test.ts',
      'test/replay/replay.test.ts',
      'test/cli/run.test.ts',
      'test/crash/killed.test.ts',
      'trainer tests.test_job',
    ].map(tierOf),
  ).toEqual(['unit', 'contract', 'workflows', 'replay', 'system', 'crash', 'pytest']);
});

test('every test file has a tier, and every tier files', () => {
  const files = ['src', 'activities', 'workflows', 'test']
    .filter((folder) => existsSync(join(repoRoot, folder)))
    .flatMap((folder) => listFiles(folder, (path) => path.endsWith('.test.ts')));
  expect([...new Set(files.map(tierOf))].toSorted()).toEqual([
    'contract',
    'crash',
    'replay',
    'system',
    'unit',
    'workflows',
  ]);
});

test('minutes are added up by tier, and the ten slowest files are named, slowest first', () => {
  const files = Array.from({ length: 12 }, (_, index) => ({
    path: `test/cli/file-${index}.test.ts`,
    tests: 2,
    ms: index * 1000,
  }));
  const lines = renderTestTimes({
    files: [...files, { path: 'src/a.test.ts', tests: 3, ms: 90_000 }],
    checksMs: 60_000,
  });
  expect(lines).toEqual([
    'Minutes by tier, of files that run side by side added up',
    '  checks       1.0 min',
    '  unit         1.5 min      3 tests in 1 files',
    '  system       1.1 min     24 tests in 12 files',
    '',
    'The slowest files',
    '     90.0 s  src/a.test.ts',
    ...[11, 10, 9, 8, 7, 6, 5, 4, 3].map((index) => `${`${index}.0 s`.padStart(11)}  test/cli/file-${index}.test.ts`),
  ]);
});

test('of jest, a file that cannot be loaded and a skipped test count as failed', () => {
  const suite = (name: string, status: string, tests: readonly string[]): unknown => ({
    name: `/house/${name}`,
    status,
    startTime: 1000,
    endTime: 3500,
    assertionResults: tests.map((state) => ({ status: state, fullName: `${name} ${state}` })),
  });
  const result = {
    numPassedTests: 1,
    numFailedTests: 1,
    numRuntimeErrorTestSuites: 1,
    numPendingTests: 1,
    testResults: [suite('src/a.test.ts', 'failed', ['passed', 'failed', 'pending']), suite('b.test.ts', 'failed', [])],
  };
  expect(readJest(result, '/house')).toEqual({
    passed: 1,
    failed: 3,
    failures: [
      '/house/src/a.test.ts: src/a.test.ts failed (failed)',
      '/house/src/a.test.ts: src/a.test.ts pending (pending)',
      '/house/b.test.ts: cannot be run',
    ],
    files: [
      { path: 'src/a.test.ts', tests: 3, ms: 2500 },
      { path: 'b.test.ts', tests: 0, ms: 2500 },
    ],
  });
});

test('of pytest, what was skipped did not pass, and the times of a module are added up', () => {
  const xml =
    '<testsuites name="pytest tests"><testsuite name="pytest" errors="0" failures="1" skipped="1" tests="3" time="2.0">' +
    '<testcase classname="tests.test_a" name="one" time="0.500" /><testcase classname="tests.test_a" name="two" time="1.250">' +
    '</testcase><testcase classname="tests.test_b" name="three" time="0.001" /></testsuite></testsuites>';
  expect(readPytest(xml)).toEqual({
    passed: 1,
    failed: 2,
    failures: ['pytest: 2 of 3'],
    files: [
      { path: 'trainer tests.test_a', tests: 2, ms: 1750 },
      { path: 'trainer tests.test_b', tests: 1, ms: 1 },
    ],
  });
});
