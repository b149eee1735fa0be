import { productSources, type Import, type SourceFile } from '../support/source-tree.js';

const sources = productSources();
const byPath = new Map(sources.map((source) => [source.path, source]));

interface Rule {
  readonly layer: RegExp;
  readonly because: string;
  /** Says whether an import is allowed from this layer. */
  readonly allows: (found: Import, from: SourceFile) => boolean;
  readonly except?: RegExp;
}

const isTest = /(\.test|contract-suite)\.ts$/;
const inside = (found: Import, ...folders: RegExp[]): boolean =>
  found.target !== undefined && folders.some((folder) => folder.test(found.target!));
const isPackage = (found: Import, ...names: string[]): boolean =>
  found.target === undefined &&
  names.some((name) => found.specifier === name || found.specifier.startsWith(`${name}/`));
const methodFolder = (path: string): string => path.split('/').slice(0, 3).join('/');

const rules: Rule[] = [
  {
    layer: /^src\/core\//,
    because: 'src/core is pure: only itself, generated types and pure packages',
    allows: (found) =>
      inside(found, /^src\/core\//) ||
      (inside(found, /^schemas\/generated\//) && found.typeOnly) ||
      isPackage(found, '@noble/hashes', 'pure-rand', 're2js'),
  },
  {
    layer: /^workflows\//,
    because: 'workflows know src/core and the workflow SDK only, and import nothing dynamically',
    allows: (found) =>
      !found.dynamic &&
      (inside(found, /^src\/core\//, /^workflows\//) ||
        (inside(found, /^schemas\/generated\//) && found.typeOnly) ||
        isPackage(found, '@temporalio/workflow')),
  },
  {
    layer: /^activities\/(elicit|refine|evaluate)\/[^/]+\//,
    because: "a method imports its stage's contract, src/core, the methods' kit and its own folder",
    allows: (found, from) =>
      inside(found, /^src\/core\//, /^activities\/kit\//, /^activities\/[a-z]+\/contract\.ts$/) ||
      (found.target !== undefined && methodFolder(found.target) === methodFolder(from.path)) ||
      (inside(found, /^schemas\/generated\//) && found.typeOnly) ||
      isPackage(found, 're2js'),
  },
  {
    layer: /^activities\/kit\//,
    because: 'what methods share knows src/core and itself: no stage, no method, no engine',
    allows: (found) =>
      inside(found, /^src\/core\//, /^activities\/kit\//) ||
      (inside(found, /^schemas\/generated\//) && found.typeOnly) ||
      isPackage(found, '@noble/hashes', 're2js'),
  },
  {
    layer: /^src\/(recipe|plan)\//,
    because: 'the compiler knows src/core and schemas; methods and files come as arguments',
    allows: (found) =>
      inside(found, /^src\/core\//, /^src\/(data|recipe|plan)\//, /^schemas\//) ||
      (inside(found, /^activities\/[a-z]+\/contract\.ts$/) && found.typeOnly) ||
      (found.target === undefined && !found.specifier.startsWith('@temporalio')),
  },
  {
    layer: /^src\/data\//,
    because: 'reading data knows src/core, the nearest name and packages: the compiler and the worker share it',
    allows: (found) =>
      inside(found, /^src\/(core|data|files)\//, /^src\/recipe\/problems\/nearest-name\.ts$/) ||
      (found.target === undefined && !found.specifier.startsWith('@temporalio')),
  },
  {
    layer: /^src\/project\//,
    because: 'what a page and the command line both need of a project knows no terminal and no command',
    allows: (found) => !inside(found, /^src\/cli\//) && !isPackage(found, 'commander', '@clack/prompts'),
  },
  {
    layer: /^src\/(cli|server)\//,
    because: 'the command line loads workers, stores and clients only when a command needs them',
    allows: (found) =>
      found.typeOnly ||
      found.dynamic ||
      (!inside(found, /^src\/worker\//) &&
        !isPackage(found, '@temporalio', 'openai', 'lmdb', 'undici', 'gpt-tokenizer')),
  },
  {
    layer: /^src\/(ledger|artifacts|runs|models|files|processes|project-files)\//,
    because: 'stores, models and the ground below them know nothing of the engine',
    allows: (found) => !inside(found, /^src\/engine\//),
  },
  {
    layer:
      /^src\/(ledger|artifacts|runs|models|teachers|openai-api|serve|report|trainer|engine|setup|student-export)\//,
    because: 'adapters know no workflow, no method and no command',
    allows: (found) =>
      found.typeOnly ||
      !inside(found, /^workflows\//, /^src\/(cli|worker)\//, /^activities\/(elicit|refine|evaluate|runtime)\//),
  },
];

test.each(rules)('$because', ({ layer, allows, except }) => {
  const broken = sources
    .filter(({ path }) => layer.test(path) && !isTest.test(path) && !except?.test(path))
    .flatMap((source) =>
      source.imports.filter((found) => !allows(found, source)).map((found) => `${source.path} -> ${found.specifier}`),
    );
  expect(broken).toEqual([]);
});

test('stores are opened in one place', () => {
  const openers =
    /^src\/(artifacts\/file\/file-artifact-store|runs\/file\/file-run-store|ledger\/lmdb\/open-lmdb-ledger|ledger\/claims\/file-claims|models\/admission\/folder-shares|models\/openai-batch\/job-records)\.ts$/;
  const home = (path: string): string => path.split('/').slice(0, 3).join('/');
  const elsewhere = sources
    .filter(({ path }) => !isTest.test(path) && path !== 'src/stores/open-stores.ts')
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target, typeOnly }) => target !== undefined && !typeOnly && openers.test(target))
        .filter(({ target }) => home(target!) !== home(path))
        .map(({ specifier }) => `${path} -> ${specifier}`),
    );
  expect(elsewhere).toEqual([]);
});

test('every relative import leads to a file of the product', () => {
  const known = (target: string): boolean =>
    byPath.has(target) || !target.endsWith('.ts') || target.startsWith('schemas/generated/');
  const lost = sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target !== undefined && !known(target))
      .map(({ specifier }) => `${path} -> ${specifier}`),
  );
  expect(lost).toEqual([]);
});

// Types count as well: two files that need each other's types are one idea in two places, or hold one that belongs below both.
test('no file imports itself through others, not even for a type', () => {
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) {
      rings.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const { target, dynamic } of byPath.get(path)?.imports ?? [])
      if (target && !dynamic && byPath.has(target)) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of sources) visit(path, []);
  expect(rings).toEqual([]);
});

test('what validate loads at start-up pulls in no heavy package', () => {
  const heavy = ['@temporalio', 'openai', 'lmdb', 'undici', 'gpt-tokenizer', 'playwright-core', 'pino'];
  const reached = new Map<string, string>();
  const visit = (path: string, from: string): void => {
    if (reached.has(path)) return;
    reached.set(path, from);
    for (const found of byPath.get(path)?.imports ?? [])
      if (found.target && !found.typeOnly && !found.dynamic) visit(found.target, path);
  };
  visit('src/cli/main.ts', '');
  visit('src/cli/validate.ts', '');
  const loads = [...reached.keys()].flatMap((path) =>
    (byPath.get(path)?.imports ?? [])
      .filter((found) => !found.typeOnly && !found.dynamic && isPackage(found, ...heavy))
      .map((found) => `${path} -> ${found.specifier}`),
  );
  expect(loads).toEqual([]);
});
