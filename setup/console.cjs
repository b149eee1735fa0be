// Saying what happens, and how long it took. Plain JavaScript: this runs before anything is installed.
const { spawnSync, spawn } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..');
const color = process.stdout.isTTY && !process.env.NO_COLOR;
const bold = (text) => (color ? `\u001B[1m${text}\u001B[22m` : text);

function seconds(ms) {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** A failure that a person can act on. */
class SetupError extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

const parts = [];

/** Run one part and remember how long it took; `work` may return a note ("nothing to do"). */
async function part(name, work) {
  console.log(bold(`\n== ${name}`));
  const began = Date.now();
  try {
    const note = await work();
    parts.push({ name, ms: Date.now() - began, note, ok: true });
  } catch (error) {
    parts.push({ name, ms: Date.now() - began, note: 'failed', ok: false });
    throw error;
  } finally {
    const last = parts.at(-1);
    console.log(`== ${name}: ${last.note ? `${last.note}, ` : ''}${seconds(last.ms)}`);
  }
}

function printTimes() {
  const width = Math.max(...parts.map(({ name }) => name.length));
  console.log(bold('\nTime per part'));
  for (const { name, ms, note } of parts)
    console.log(`  ${name.padEnd(width)}  ${seconds(ms).padStart(11)}  ${note ?? ''}`);
  console.log(`  ${'all'.padEnd(width)}  ${seconds(parts.reduce((sum, { ms }) => sum + ms, 0)).padStart(11)}`);
}

/** Run a program with its output shown; throws when it fails. */
function run(command, args, options = {}) {
  const code = runForCode(command, args, options);
  if (code !== 0) throw new SetupError(`${[command, ...args].join(' ')} ended with code ${code}.`, options.hint);
}

/** As `run`, but returns the exit code. */
function runForCode(command, args, { env, cwd = root } = {}) {
  const result = spawnSync(command, args, { stdio: 'inherit', cwd, env: { ...process.env, ...env } });
  if (result.error) throw new SetupError(`${command} cannot be started: ${result.error.message}`);
  return result.status ?? 1;
}

/** Run a program, show its output as it comes and give it back as well. */
function runAndRead(command, args, { env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const [stream, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
        to.write(chunk);
      });
    }
    child.once('error', (error) => reject(new SetupError(`${command} cannot be started: ${error.message}`)));
    child.once('close', (code) => resolve({ code: code ?? 1, text }));
  });
}

/** The end of a script: errors as one message and a hint, never a stack of ours. */
function main(work) {
  Promise.resolve()
    .then(work)
    .catch((error) => {
      console.error(`\nerror: ${error instanceof SetupError ? error.message : (error.stack ?? error)}`);
      if (error.hint) console.error(`hint: ${error.hint}`);
      process.exitCode = 1;
    });
}

module.exports = { SetupError, bold, main, part, printTimes, root, run, runAndRead, runForCode, seconds };
