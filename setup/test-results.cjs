// Reads what jest and pytest left behind: counts, failures by name, and how long each test file took.
const { relative } = require('node:path');

/** Of jest's `--json` output. A file that cannot be loaded holds tests nobody counted; a skipped test is one that did not pass. */
function readJest(result, root) {
  const failures = result.testResults.flatMap((suite) => {
    const bad = suite.assertionResults.filter(({ status }) => status !== 'passed');
    if (suite.assertionResults.length === 0 && suite.status === 'failed') return [`${suite.name}: cannot be run`];
    return bad.map((test) => `${suite.name}: ${test.fullName} (${test.status})`);
  });
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites + result.numPendingTests,
    failures,
    files: result.testResults.map((suite) => ({
      path: relative(root, suite.name).replaceAll('\\', '/'),
      tests: suite.assertionResults.length,
      ms: Math.max(0, suite.endTime - suite.startTime),
    })),
  };
}

/** Of pytest's JUnit XML, where a file is the name of a module. */
function readPytest(xml) {
  const suite = /<testsuite [^>]*>/.exec(xml)?.[0] ?? '';
  const number = (name) => Number(new RegExp(` ${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const bad = number('failures') + number('errors') + number('skipped');
  const files = new Map();
  for (const [tag] of xml.matchAll(/<testcase [^>]*>/g)) {
    const path = `trainer ${/ classname="([^"]*)"/.exec(tag)?.[1] ?? ''}`;
    const file = files.get(path) ?? { path, tests: 0, ms: 0 };
    file.tests++;
    file.ms += Number(/ time="([^"]*)"/.exec(tag)?.[1] ?? 0) * 1000;
    files.set(path, file);
  }
  return {
    passed: number('tests') - bad,
    failed: bad,
    failures: bad > 0 ? [`pytest: ${bad} of ${number('tests')}`] : [],
    files: [...files.values()],
  };
}

module.exports = { readJest, readPytest };
