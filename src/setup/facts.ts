import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../project-files/cache-folder.js';
import { engineFolder, readEngineRecord } from '../engine/engine-record.js';
import { howToGetTemporal, searchTemporal } from '../engine/temporal/find-temporal.js';
import { isPortFree } from '../processes/free-port.js';
import { packageRoot } from '../project-files/package-root.js';
import { isAlive } from '../processes/process-mark.js';
import { stateFolder } from '../project-files/project-state.js';
import { runProgram } from '../processes/run-program.js';
import { findPython } from '../trainer/find-python.js';
import { findBasePython } from '../trainer/find-uv.js';

/** One thing Limbeck needs of this machine. */
export interface Fact {
  readonly name: string;
  /** False: a run will not work. `later`: it is made when it is first needed. */
  readonly state: 'ok' | 'missing' | 'later';
  /** What is there, or why it does not count. */
  readonly found: string;
  /** How to get it, when it is not there. */
  readonly hint?: string;
}

const MIN_FREE_GB = 3;

/** Everything `limbeck doctor` tells. Starts programs to ask for their version; fetches, makes and changes nothing. */
export async function gatherFacts(options: {
  readonly env: NodeJS.ProcessEnv;
  /** Absent outside of a project. */
  readonly projectFolder: string | undefined;
}): Promise<readonly Fact[]> {
  const { env, projectFolder } = options;
  const facts = [
    nodeFact(),
    packagesFact(),
    buildFact(),
    await pythonFact(env),
    await uvFact(env),
    await trainerFact(env),
    await temporalFact(env),
    diskFact(projectFolder ?? process.cwd()),
  ];
  if (projectFolder !== undefined) facts.push(writableFact(projectFolder), await engineFact(projectFolder));
  return facts;
}

function nodeFact(): Fact {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return {
    name: 'node',
    state: ok ? 'ok' : 'missing',
    found: `${process.versions.node} (${process.execPath})`,
    ...(ok ? {} : { hint: 'Install Node 20.19 or newer.' }),
  };
}

function packagesFact(): Fact {
  const root = packageRoot();
  const lock = join(root, 'package-lock.json');
  const stamp = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(lock)) return { name: 'npm packages', state: 'ok', found: 'installed as a package' };
  if (!existsSync(stamp))
    return {
      name: 'npm packages',
      state: 'missing',
      found: 'node_modules is not there',
      hint: `Run \`npm install\` in ${root}.`,
    };
  return { name: 'npm packages', state: 'ok', found: join(root, 'node_modules') };
}

function buildFact(): Fact {
  const root = packageRoot();
  const bundle = join(root, 'dist', 'workflow-bundle.js');
  const newest = (folder: string): number =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .reduce((latest, name) => Math.max(latest, statSync(join(folder, name)).mtimeMs), 0);
  if (!existsSync(bundle))
    return { name: 'build', state: 'missing', found: `${bundle} is not there`, hint: 'Run `npm run build`.' };
  const sources = ['src', 'activities', 'workflows'].map((name) => join(root, name)).filter((path) => existsSync(path));
  const stale = sources.some((folder) => newest(folder) > statSync(bundle).mtimeMs);
  return {
    name: 'build',
    state: 'ok',
    found: stale ? 'there, but sources are newer: `npm run build` renews it' : join(root, 'dist'),
  };
}

async function pythonFact(env: NodeJS.ProcessEnv): Promise<Fact> {
  const python = await findBasePython(env);
  if (python === undefined) {
    const made = findPythonOrUndefined(env);
    return made
      ? {
          name: 'python',
          state: 'ok',
          found: `none on PATH is 3.11 or newer, but the trainer has its own: ${made.python}`,
        }
      : {
          name: 'python',
          state: 'missing',
          found: 'no Python 3.11 or newer on PATH',
          hint: 'Install Python 3.11 or newer.',
        };
  }
  const { stdout, stderr } = await runProgram(python, ['--version'], { env, timeoutMs: 30_000 });
  return { name: 'python', state: 'ok', found: `${(stdout + stderr).trim()} (${python})` };
}

async function uvFact(env: NodeJS.ProcessEnv): Promise<Fact> {
  const name = 'uv';
  if (findPythonOrUndefined(env)) return { name, state: 'ok', found: 'not needed: the trainer environment is there' };
  const base = await findBasePython(env);
  const ways = [['uv'], ...(base === undefined ? [] : [[base, '-m', 'uv']])];
  for (const [command = '', ...args] of ways) {
    const result = await runProgram(command, [...args, '--version'], { env, timeoutMs: 30_000 }).catch(() => undefined);
    if (result?.code === 0)
      return { name, state: 'ok', found: `${result.stdout.trim()} (${[command, ...args].join(' ')})` };
  }
  return {
    name,
    state: 'later',
    found: 'not there; pip fetches it into the cache when the trainer environment is made',
  };
}

function findPythonOrUndefined(env: NodeJS.ProcessEnv): ReturnType<typeof findPython> {
  try {
    return findPython(env);
  } catch {
    return undefined;
  }
}

async function trainerFact(env: NodeJS.ProcessEnv): Promise<Fact> {
  try {
    const found = findPython(env);
    if (found) return { name: 'trainer environment', state: 'ok', found: `${found.python} (${found.source})` };
  } catch (error) {
    const { message, hint } = error as Error & { hint?: string };
    return { name: 'trainer environment', state: 'missing', found: message, ...(hint === undefined ? {} : { hint }) };
  }
  return {
    name: 'trainer environment',
    state: 'missing',
    found: `not in ${cacheFolder(env)}`,
    hint: '`limbeck setup` makes it with uv (about 2 GB, some minutes); or set LIMBECK_PYTHON to a Python that has trainer/requirements.lock.',
  };
}

async function temporalFact(env: NodeJS.ProcessEnv): Promise<Fact> {
  const name = 'temporal';
  try {
    const { found } = await searchTemporal(env);
    if (found)
      return { name, state: 'ok', found: `server ${found.serverVersion} (${found.path}, from ${found.source})` };
  } catch (error) {
    return { name, state: 'missing', found: (error as Error).message, hint: howToGetTemporal(env) };
  }
  if (env['TEMPORAL_ADDRESS'])
    return { name, state: 'ok', found: `not needed: TEMPORAL_ADDRESS is ${env['TEMPORAL_ADDRESS']}` };
  return {
    name,
    state: 'missing',
    found: 'not in LIMBECK_TEMPORAL_CLI, on PATH or in the cache',
    hint: `\`limbeck setup\` gets it. ${howToGetTemporal(env)}`,
  };
}

function diskFact(folder: string): Fact {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / 1e9;
  const found = `${free.toFixed(1)} GB free for ${folder}`;
  return free >= MIN_FREE_GB
    ? { name: 'disk', state: 'ok', found }
    : {
        name: 'disk',
        state: 'missing',
        found,
        hint: `Make room: ${MIN_FREE_GB} GB are needed for models and checkpoints.`,
      };
}

function writableFact(projectFolder: string): Fact {
  const state = stateFolder(projectFolder);
  const folder = existsSync(state) ? state : projectFolder;
  try {
    accessSync(folder, constants.W_OK);
    return { name: 'project', state: 'ok', found: `${folder} can be written` };
  } catch {
    return {
      name: 'project',
      state: 'missing',
      found: `${folder} cannot be written`,
      hint: 'Limbeck keeps its state in the .limbeck folder of the project. Make the project folder writable.',
    };
  }
}

async function engineFact(projectFolder: string): Promise<Fact> {
  const name = 'engine';
  const record = readEngineRecord(engineFolder(stateFolder(projectFolder)).record);
  if (!record) return { name, state: 'ok', found: 'never started here; it takes a free port' };
  if (record.running && isAlive(record.running.server))
    return { name, state: 'ok', found: `runs on port ${record.port} (pid ${record.running.server.pid})` };
  if (await isPortFree(record.port)) return { name, state: 'ok', found: `down; port ${record.port} is free` };
  return { name, state: 'ok', found: `down; port ${record.port} is taken by another program, so another will be used` };
}

/** Limbeck's own version, for the first line. */
export function ownVersion(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;
}
