// Runs a command as a fresh machine would: `node setup/clean-environment.cjs npm test`. With a home of its own that goes
// afterwards, the system's programs, node, npm, python3 and go, and no variable but those of emptied-environment.cjs.
// Downloads are kept in $LIMBECK_CI_CACHE, else in ~/.cache/limbeck-ci.
const { spawn, spawnSync } = require('node:child_process');
const {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} = require('node:fs');
const { constants, homedir, tmpdir } = require('node:os');
const { delimiter, dirname, join } = require('node:path');
const { SetupError, main } = require('./console.cjs');
const { emptiedVariables, keptDownloads, systemFolders } = require('./emptied-environment.cjs');

function whereIs(name, folders) {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** The last line that a program prints, or nothing when it fails. */
function said(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim().split('\n').at(-1) : undefined;
}

/** Programs that are needed and that the system's folders lack, or have too old; the files themselves, not shims. */
function programsToLink(folders) {
  const links = { node: realpathSync(process.execPath) };
  const npm = whereIs('npm', folders);
  if (npm) links.npm = realpathSync(npm);
  const git = whereIs('git', folders);
  if (git && !whereIs('git', systemFolders)) links.git = realpathSync(git);
  const goRoot = said('go', ['env', 'GOROOT']);
  if (goRoot) links.go = join(goRoot, 'bin', 'go');
  const usable = 'import ensurepip, sys, venv; sys.exit(0 if sys.version_info >= (3, 11) else 1)';
  const system = whereIs('python3', systemFolders);
  if (!system || said(system, ['-c', usable]) === undefined) {
    // Of a virtual environment, the Python that it was made from.
    const own = said('python3', ['-c', 'import sys; print(getattr(sys, "_base_executable", None) or sys.executable)']);
    if (own) links.python3 = own;
  }
  return links;
}

/** Where the links do not move between runs: a kept environment names the Python it was made with. */
function linkPrograms(folder, links) {
  mkdirSync(folder, { recursive: true });
  for (const [name, target] of Object.entries(links)) {
    const beside = join(folder, `.${name}.${process.pid}`);
    symlinkSync(target, beside);
    renameSync(beside, join(folder, name));
  }
  // What an earlier run linked and the system has now.
  for (const name of readdirSync(folder)) if (!name.startsWith('.') && !(name in links)) rmSync(join(folder, name));
}

function makeHome(cache) {
  const home = mkdtempSync(join(tmpdir(), 'limbeck-home-'));
  for (const [place, name] of Object.entries(keptDownloads())) {
    mkdirSync(join(cache, name), { recursive: true });
    mkdirSync(dirname(join(home, place)), { recursive: true });
    symlinkSync(join(cache, name), join(home, place));
  }
  return home;
}

/** The exit code of the command; 128 and the signal's number where a signal ended it. */
function runIn(env, [command, ...args]) {
  return new Promise((resolve, reject) => {
    // A group of its own: npm ends at a signal without telling what it has started.
    const child = spawn(command, args, { env, stdio: 'inherit', detached: true });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => tellGroup(child.pid, signal));
    child.once('error', (error) => reject(new SetupError(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      void endOfGroup(child.pid).then(() => resolve(code ?? 128 + constants.signals[signal]));
    });
  });
}

/** False when nobody is left to be told. */
function tellGroup(pid, signal) {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
    throw error;
  }
}

/** What the command started may need its home until it has ended; who does not end in time is ended. */
async function endOfGroup(pid) {
  const until = Date.now() + 20_000;
  while (tellGroup(pid, 0)) {
    if (Date.now() > until) return void tellGroup(pid, 'SIGKILL');
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function runEmptied(command) {
  if (command.length === 0)
    throw new SetupError('A command is needed.', 'For example: node setup/clean-environment.cjs npm test');
  const cache = process.env.LIMBECK_CI_CACHE || join(homedir(), '.cache', 'limbeck-ci');
  const programs = join(cache, 'programs');
  linkPrograms(programs, programsToLink((process.env.PATH ?? '').split(delimiter)));
  const home = makeHome(cache);
  try {
    const env = emptiedVariables(process.env, { home, oldHome: homedir(), programs });
    console.log(`An emptied environment: ${Object.keys(env).sort().join(' ')}; downloads are kept in ${cache}`);
    process.exitCode = await runIn(env, command);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

if (require.main === module) main(() => runEmptied(process.argv.slice(2)));
