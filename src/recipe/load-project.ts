import { dirname, join, relative, resolve } from 'node:path';
import projectSchema from '../../schemas/project.schema.json';
import type { EngineBinding, GpuPool, ModelBinding, Profile, ProjectBudget } from '../../schemas/generated/project.js';
import { RecipeInvalid } from '../core/problems.js';
import { PROJECT_FILE } from '../core/project-file.js';
import type { Files } from './files.js';
import { schemaErrors } from './problems/json-schema.js';
import { nodeFiles } from './node-files.js';
import { ProblemList, suggest } from './problems/problem-list.js';
import { addSchemaProblems, pointerPath } from './problems/schema-problems.js';
import { decodeUtf8 } from './source-text.js';
import { readYaml, type Path, type YamlSource } from './yaml-source.js';

/** A project, with one profile chosen. Holds names of secrets, never values. */
export interface Project {
  /** Absolute. */
  readonly folder: string;
  readonly profile: string;
  readonly models: Readonly<Record<string, ModelBinding>>;
  readonly engine: EngineBinding;
  readonly gpuPools: Readonly<Record<string, GpuPool>>;
  /** What all its runs together may spend. */
  readonly budget?: ProjectBudget;
  /** Where data sets of the hub come from. */
  readonly hub: NonNullable<Profile['hub']>;
}

export interface LoadProjectInput {
  /** A file or folder in the project; limbeck.yaml is looked for here and upward. */
  readonly from: string;
  /** Default `default`. */
  readonly profile?: string | undefined;
  readonly cwd?: string;
  readonly files?: Files;
}

/** The project a path belongs to. Throws RecipeInvalid with all that is wrong with it, or when there is none. */
export async function loadProject({
  from,
  profile,
  cwd = process.cwd(),
  files = nodeFiles,
}: LoadProjectInput): Promise<Project> {
  const problems = new ProblemList();
  const found = await readProject({ from: resolve(cwd, from), profile, cwd, files, problems });
  if (problems.any || !found) throw new RecipeInvalid(problems.sorted());
  return found.project;
}

export interface ReadProject {
  readonly project: Project;
  readonly source: YamlSource;
  /** Names of models whose bindings have problems. */
  readonly broken: ReadonlySet<string>;
}

/** As loadProject, but adds problems and gives what could be read. */
export async function readProject(input: {
  readonly from: string;
  readonly profile: string | undefined;
  readonly cwd: string;
  readonly files: Files;
  readonly problems: ProblemList;
}): Promise<ReadProject | undefined> {
  const { cwd, files, problems } = input;
  const folder = await findProjectFolder(input.from, files);
  if (folder === undefined) {
    problems.add({
      code: 'no-project',
      message: `There is no ${PROJECT_FILE} here or in any folder above.`,
      hint: 'It binds the names of models to endpoints. `limbeck init` writes one.',
      where: { file: shownPath(input.from, cwd) },
    });
    return undefined;
  }
  const path = join(folder, PROJECT_FILE);
  const file = shownPath(path, cwd);
  const text = decodeUtf8(await files.read(path));
  if (text === undefined) {
    problems.add({
      code: 'not-utf8',
      message: 'The file is not UTF-8 text.',
      hint: 'Save it as UTF-8.',
      where: { file },
    });
    return undefined;
  }
  const source = readYaml(file, text, problems);
  if (!source) return undefined;
  const errors = await schemaErrors(projectSchema, source.value);
  const wrong = addSchemaProblems({
    errors,
    schema: projectSchema,
    source,
    problems,
    language: 'project',
  });
  const profiles = ((source.value as { profiles?: unknown } | null)?.profiles ?? {}) as Readonly<
    Record<string, Profile>
  >;
  const budget = (source.value as { readonly budget?: ProjectBudget } | null)?.budget;
  const name = input.profile ?? 'default';
  const chosen = typeof profiles === 'object' && Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (chosen === undefined || chosen === null || typeof chosen !== 'object') {
    if (wrong.length === 0) unknownProfile(name, Object.keys(profiles), source, problems);
    return undefined;
  }
  checkProfile(chosen, ['profiles', name], source, problems);
  // Also where something is missing: a binding without an address cannot be looked at further.
  const broken = [...wrong, ...errors.map(({ instancePath }) => pointerPath(instancePath))]
    .filter((at) => at[1] === name && at[2] === 'models' && at.length > 3)
    .map((at) => String(at[3]));
  return {
    project: {
      folder,
      profile: name,
      models: chosen.models ?? {},
      engine: chosen.engine ?? { mode: 'embedded' },
      gpuPools: { default: { slots: 1 }, ...chosen.gpu_pools },
      hub: chosen.hub ?? {},
      ...(budget ? { budget } : {}),
    },
    source,
    broken: new Set(broken),
  };
}

function unknownProfile(name: string, known: readonly string[], source: YamlSource, problems: ProblemList): void {
  problems.add({
    code: 'unknown-profile',
    message: `${PROJECT_FILE} has no profile "${name}".`,
    hint: suggest(name, known, 'profiles'),
    where: source.keyPlace(['profiles']),
  });
}

/** What a schema cannot say. */
function checkProfile(profile: Profile, at: Path, source: YamlSource, problems: ProblemList): void {
  if (profile.engine?.mode !== undefined && profile.engine.address !== undefined) {
    problems.add({
      code: 'engine-twice',
      message: 'An engine is either embedded or at an address.',
      hint: 'Keep `mode: embedded` or `address`.',
      where: source.keyPlace([...at, 'engine', 'address']),
    });
  }
  const models = typeof profile.models === 'object' && profile.models !== null ? profile.models : {};
  for (const [name, binding] of Object.entries(models)) {
    // Read before it is checked: it may be anything.
    if (!binding || !('base_url' in binding) || typeof binding.base_url !== 'string') continue;
    const here = [...at, 'models', name, 'base_url'];
    const url = parseUrl(binding.base_url);
    if (!url) continue;
    const where = source.place(here);
    if (url.username !== '' || url.password !== '') {
      problems.add({
        code: 'literal-secret',
        message: 'The address carries a name or password.',
        hint: 'Use api_key: { env: NAME }.',
        where: {
          ...where,
          ...(where.text === undefined ? {} : { text: `${where.text.slice(0, (where.column ?? 1) - 1)}***` }),
        },
      });
    }
    if (binding.offline_teacher !== undefined && !['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)) {
      problems.add({
        code: 'offline-teacher-address',
        message: 'A built-in teacher answers on this machine only.',
        hint: 'Give base_url: http://127.0.0.1:PORT/v1, or leave offline_teacher out.',
        where,
      });
    }
  }
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** The nearest folder, from a file or folder upward, that holds limbeck.yaml. */
export async function findProjectFolder(from: string, files: Files = nodeFiles): Promise<string | undefined> {
  let folder = (await files.kind(from)) === 'folder' ? from : dirname(from);
  for (;;) {
    if ((await files.kind(join(folder, PROJECT_FILE))) === 'file') return folder;
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
}

/** A path as people see it: relative to where they stand, when it is below. */
export function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near === '' ? '.' : near.startsWith('..') ? path : near.replaceAll('\\', '/');
}
