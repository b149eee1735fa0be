// What `npm test` says of its time: minutes by tier, and the slowest files.

/** The tier of a test file, by its folder. The first that fits; what no line names is a unit test or spans the system. */
const tiers = [
  { name: 'pytest', folders: ['trainer '] },
  {
    name: 'unit',
    folders: ['src/', 'activities/', 'workflows/', 'test/architecture/', 'test/setup/', 'test/proofs/'],
  },
  { name: 'contract', folders: ['test/contract/', 'test/properties/'] },
  { name: 'workflows', folders: ['test/workflows/'] },
  { name: 'replay', folders: ['test/replay/'] },
  { name: 'crash', folders: ['test/crash/'] },
  { name: 'system', folders: [''] },
];
const order = ['checks', 'pytest', 'unit', 'contract', 'workflows', 'replay', 'system', 'crash'];

function tierOf(path) {
  return tiers.find(({ folders }) => folders.some((folder) => path.startsWith(folder))).name;
}

const minutes = (ms) => (ms / 60_000).toFixed(1);

/**
 * Lines. `files` are test files as test-results.cjs reads them, `checksMs` what all checks took. Minutes of files that run
 * side by side are added up: they say where time goes, not how long one waits.
 */
function renderTestTimes({ files, checksMs }) {
  const sums = new Map([['checks', { ms: checksMs, files: 0, tests: 0 }]]);
  for (const { path, ms, tests } of files) {
    const tier = tierOf(path);
    const sum = sums.get(tier) ?? { ms: 0, files: 0, tests: 0 };
    sums.set(tier, { ms: sum.ms + ms, files: sum.files + 1, tests: sum.tests + tests });
  }
  const line = (name, { ms, files: number, tests }) =>
    `  ${name.padEnd(9)}  ${minutes(ms).padStart(5)} min${number > 0 ? `  ${String(tests).padStart(5)} tests in ${number} files` : ''}`;
  const slowest = files.toSorted((a, b) => b.ms - a.ms || (a.path < b.path ? -1 : 1)).slice(0, 10);
  return [
    'Minutes by tier, of files that run side by side added up',
    ...order.flatMap((name) => (sums.has(name) ? [line(name, sums.get(name))] : [])),
    '',
    'The slowest files',
    ...slowest.map(({ path, ms }) => `  ${`${(ms / 1000).toFixed(1)} s`.padStart(9)}  ${path}`),
  ];
}

module.exports = { renderTestTimes, tierOf };
