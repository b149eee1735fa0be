// Node, Python and the npm packages. Nothing here may need a package.
const { spawnSync } = require('node:child_process');
const { existsSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');
const { SetupError, main, root, run } = require('./console.cjs');

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(
    `Node 20.19 or newer is needed; this is ${process.versions.node}.`,
    'Install a newer Node (nodejs.org).',
  );
}

function checkPython() {
  if (process.env.LIMBECK_PYTHON) return;
  const recent = 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)';
  const names = ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];
  if (names.some((name) => spawnSync(name, ['-c', recent], { stdio: 'ignore' }).status === 0)) return;
  if (spawnSync('uv', ['--version'], { stdio: 'ignore' }).status === 0) return;
  throw new SetupError(
    'Python 3.11 or newer is needed, and none is on PATH.',
    'Install one (python.org; Debian and Ubuntu: apt install python3 python3-venv), or install uv (docs.astral.sh/uv), which brings its own.',
  );
}

/** npm install, unless what is installed is newer than the lock. Returns a note. */
function ensurePackages() {
  checkNode();
  checkPython();
  const stamp = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= statSync(lock).mtimeMs) return 'nothing to do';
  console.log('Installing npm packages from package-lock.json');
  // Not `npm ci`: a registry mirror may lack the newest binaries of other systems, so that the lock lacks them as well,
  // and `ci` refuses such a lock. `install` takes what the lock says and leaves it as it is.
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    hint: 'Is the npm registry reachable? `npm config get registry` says which one is asked.',
  });
  // npm leaves its stamp alone when nothing had to change.
  utimesSync(stamp, new Date(), new Date());
  return 'installed';
}

module.exports = { ensurePackages };
if (require.main === module) main(() => console.log(`npm packages: ${ensurePackages()}`));
