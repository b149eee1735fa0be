// Everything: sets up what it needs, runs every check and every test, counts. The last line is `N passed, N failed`.
const { existsSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { tmpdir } = require('node:os');
const { delimiter, join } = require('node:path');
const { build } = require('./build.cjs');
const { typescriptChecks } = require('./checks.cjs');
const { ensurePackages } = require('./ensure-packages.cjs');
const { readJest, readPytest } = require('./test-results.cjs');
const { renderTestTimes } = require('./test-times.cjs');
const { SetupError, main, part, printTimes, root, run, runAndRead, runForCode } = require('./console.cjs');

const count = { passed: 0, failed: 0 };
const files = [];
let checksMs = 0;
const failures = [];
const scratch = mkdtempSync(join(tmpdir(), 'limbeck-test-'));

/** One check counts as one. A failing one does not hide what comes after it. */
async function check(name, work) {
  const began = Date.now();
  try {
    await part(name, work);
    count.passed++;
  } catch (error) {
    console.error(`error: ${error.message}`);
    if (error.hint) console.error(`hint: ${error.hint}`);
    count.failed++;
    failures.push(name);
  } finally {
    checksMs += Date.now() - began;
  }
}

/** What a tier that counts its own tests has found. */
function add(result) {
  count.passed += result.passed;
  count.failed += result.failed;
  failures.push(...result.failures);
  files.push(...result.files);
  return `${result.passed} passed`;
}

/** Set-up that tests cannot do without. */
async function prepare(name, work) {
  await part(name, work);
}

function ensureChromium() {
  if (process.env.CHROMIUM) {
    if (existsSync(process.env.CHROMIUM)) return `CHROMIUM is ${process.env.CHROMIUM}`;
    throw new SetupError(
      `CHROMIUM names ${process.env.CHROMIUM}, which does not exist.`,
      'Point it at a Chromium, or unset it.',
    );
  }
  const found = chromiumOnPath();
  if (found) return found;
  const hint =
    'Install one (Debian: apt-get install chromium; macOS: brew install chromium) or set CHROMIUM to its path.';
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    throw new SetupError('The report is tested in Chromium, and none is here.', hint);
  console.log('Installing chromium with apt-get');
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (runForCode('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env }) !== 0) {
    run('apt-get', ['update', '-qq'], { env, hint });
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env, hint });
  }
  const installed = chromiumOnPath();
  if (!installed) throw new SetupError('apt-get installed no chromium.', hint);
  return installed;
}

function chromiumOnPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
      if (folder && existsSync(join(folder, name))) return join(folder, name);
  }
  return undefined;
}

/** One Python environment with the trainer's packages and its checkers; the product uses it during the tests as well. */
async function ensurePython() {
  const { createEnvironment } = require(join(root, 'dist', 'src', 'trainer', 'create-environment.js'));
  const { python, source } = await createEnvironment({
    report: ({ text }) => console.log(text),
    lock: join(root, 'trainer', 'requirements-dev.lock'),
    imports: ['torch', 'transformers', 'tokenizers', 'jsonschema', 'pytest'],
  });
  process.env.LIMBECK_PYTHON = python;
  return `${python} (${source})`;
}

async function jest() {
  const file = join(scratch, 'jest.json');
  const { code } = await runAndRead(process.execPath, [
    join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
    '--json',
    `--outputFile=${file}`,
    ...process.argv.slice(2),
  ]);
  if (!existsSync(file)) throw new SetupError(`jest ended with code ${code} and left no result.`);
  return add(readJest(JSON.parse(readFileSync(file, 'utf8')), root));
}

async function pytest() {
  const file = join(scratch, 'pytest.xml');
  const { code } = await runAndRead(process.env.LIMBECK_PYTHON, ['-m', 'pytest', `--junitxml=${file}`], {
    cwd: join(root, 'trainer'),
  });
  if (!existsSync(file)) throw new SetupError(`pytest ended with code ${code} and left no result.`);
  const result = readPytest(readFileSync(file, 'utf8'));
  const note = add(result);
  if (result.failed === 0 && code !== 0) throw new SetupError(`pytest ended with code ${code}.`);
  return note;
}

main(async () => {
  try {
    await prepare('npm packages', ensurePackages);
    await check('build', build);
    await prepare('Python environment', ensurePython);
    await prepare('Temporal', () => run(process.execPath, [join(root, 'bin', 'limbeck.js'), 'setup']));
    await prepare('Chromium', ensureChromium);
    for (const { name, command, args, hint } of typescriptChecks) await check(name, () => run(command, args, { hint }));
    const python = (module, ...args) =>
      run(process.env.LIMBECK_PYTHON, ['-m', module, ...args], { cwd: join(root, 'trainer') });
    await check('ruff format', () => python('ruff', 'format', '--check', '.'));
    await check('ruff', () => python('ruff', 'check', '.'));
    await check('pyright', () => python('pyright', '--pythonpath', process.env.LIMBECK_PYTHON));
    await counted('pytest', pytest);
    await counted('jest', jest);
    printTimes();
  } catch (error) {
    console.error(`\nerror: ${error.message}`);
    if (error.hint) console.error(`hint: ${error.hint}`);
    count.failed++;
    failures.push('set-up');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
  process.exitCode = count.failed > 0 ? 1 : 0;
  console.log(`\n${renderTestTimes({ files, checksMs }).join('\n')}`);
  console.log(`\n${count.passed} passed, ${count.failed} failed`);
});

/** A tier that counts its own tests; only its failure to run at all counts as one. */
async function counted(name, work) {
  try {
    await part(name, work);
  } catch (error) {
    console.error(`error: ${error.message}`);
    count.failed++;
    failures.push(name);
  }
}
