import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { objectives } from '../../activities/distill/index.js';
import { folderName } from '../../activities/distill/read-objective.js';
import { errorCodes } from '../support/error-codes.js';
import { listFiles, repoRoot } from '../support/source-tree.js';

// What git would take as well, so that a new file is judged, and found, before it is added.
const known = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
  cwd: repoRoot,
  encoding: 'utf8',
})
  .split('\0')
  // A link to a folder, and a folder that is a repository of its own, are listed as if they were files.
  .filter((path) => statSync(join(repoRoot, path), { throwIfNoEntry: false })?.isFile());
const read = (path: string): string => readFileSync(join(repoRoot, path), 'utf8');

const code = known.filter((path) => /\.(ts|cjs|mjs|py)$/.test(path) && !path.startsWith('schemas/generated/'));

test('no source file is longer than 400 lines', () => {
  const long = code.map((path) => ({ path, lines: read(path).split('\n').length })).filter(({ lines }) => lines > 401);
  expect(long).toEqual([]);
});

test('no folder has more than seventeen files of its own, tests aside', () => {
  // Commands are one file each, as `limbeck --help` lists them.
  const long = ['src/cli/commands'];
  const counts = new Map<string, number>();
  for (const path of code.filter((file) => /^(src|activities|workflows|trainer\/src)\//.test(file)))
    if (!/\.test\.ts$|\/test_[^/]*\.py$/.test(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  expect([...counts].filter(([folder, files]) => files > 17 && !long.includes(folder))).toEqual([]);
});

test('no test gives itself less time than all have: a loaded machine must not fail one', () => {
  const limit = /jest\.setTimeout\(([\d_]+)\)|^ *\}, ([\d_]{4,})\);$/gm;
  const hasty = code
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) =>
      [...read(path).matchAll(limit)].map((match) => [path, Number((match[1] ?? match[2])!.replaceAll('_', ''))]),
    )
    .filter(([, ms]) => Number(ms) < 300_000);
  expect(hasty).toEqual([]);
});

test('files are named for an idea, in kebab-case', () => {
  const vague = /(^|\/)(utils?|helpers?|common|types|misc|manager|service)\.(ts|py)$/;
  const bad = code.filter((path) => vague.test(path) || (path.endsWith('.ts') && !/^[a-z0-9.\-/]+$/.test(path)));
  expect(bad).toEqual([]);
});

test.each(['elicit', 'refine', 'evaluate'])('every %s method has its folder, line, README, case and test', (stage) => {
  const folder = join(repoRoot, 'activities', stage);
  const methods = readdirSync(folder).filter((name) => statSync(join(folder, name)).isDirectory());
  const list = read(`activities/${stage}/index.ts`);
  const missing = methods.flatMap((id) => [
    ...(list.includes(`'./${id}/${id}.js'`) ? [] : [`${stage}/index.ts has no line for ${id}`]),
    ...[`${id}.ts`, 'README.md', 'case.ts', `${id}.test.ts`]
      .filter((file) => !existsSync(join(folder, id, file)))
      .map((file) => `${stage}/${id}/${file} is missing`),
  ]);
  expect(missing).toEqual([]);
});

test('every objective has its parts, and its folder is named for its id', () => {
  const home = 'trainer/src/limbeck_trainer/objectives';
  const folders = readdirSync(join(repoRoot, home)).filter(
    (name) => !/^(_|params$)/.test(name) && statSync(join(repoRoot, home, name)).isDirectory(),
  );
  const files = ['__init__.py', 'objective.py', 'objective.json', 'README.md', 'test_objective.py'];
  const paths = folders.flatMap((name) => files.map((file) => `${home}/${name}/${file}`));
  expect(paths.filter((path) => !known.includes(path))).toEqual([]);
  const ids = folders.map((name) => (JSON.parse(read(`${home}/${name}/objective.json`)) as { id: string }).id);
  expect(ids.map(folderName)).toEqual(folders);
});

test('the README of every objective says what it is, when to use it, its parameters, kinds, loss, source and limits', () => {
  for (const { id, params } of objectives) {
    const text = read(`trainer/src/limbeck_trainer/objectives/${folderName(id)}/README.md`);
    const sections = new Map(
      text.split(/^#+ /m).map((part) => [part.split('\n', 1)[0]!, part.replace(/^.*\n/, '').trim()]),
    );
    const headings = [`distill/${id}`, 'When to use it', 'Parameters', 'Record kinds', 'Loss', 'Source', 'Limits'];
    expect([id, headings.filter((heading) => (sections.get(heading) ?? '').length < 20)]).toEqual([id, []]);
    const named = sections.get('Parameters')!;
    const unnamed = Object.keys(params['properties'] as object).filter((name) => !named.includes(`\`${name}\``));
    expect([id, unnamed]).toEqual([id, []]);
  }
});

test('nothing that `npm run new` has written is left to fill in', () => {
  const left = known
    .filter((path) => /^(activities|recipes|trainer\/src\/limbeck_trainer\/objectives)\//.test(path))
    .filter((path) => !/\.(gz|safetensors|onnx)$/.test(path))
    .flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) => (line.includes('FILL IN') ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
  expect(left).toEqual([]);
});

test('every error code a person can meet has one row in docs/errors.md, and every row a code that is met', () => {
  const explained = [...read('docs/errors.md').matchAll(/^\| `([a-z0-9-]+)` \| \S.*\. \| \S.*\S \|$/gm)].map(
    ([, name]) => name!,
  );
  expect(explained.toSorted()).toEqual([...errorCodes()].toSorted());
});

test('no file names a machine path or a package registry host', () => {
  const forbidden =
    /(\/work\/(main|shared)|\/root\/|registry\.npmjs\.org|files\.pythonhosted\.org|pypi\.org\/simple|proxy\.golang\.org)/;
  const self = 'test/architecture/house-rules.test.ts';
  const bad = known
    .filter((path) => path !== self && !/\.(png|gz|safetensors)$/.test(path))
    .filter((path) => forbidden.test(read(path)));
  expect(bad).toEqual([]);
});

test('every document a README or guide links to exists', () => {
  const documents = listFiles('.', (path) => path.endsWith('.md')).filter((path) => known.includes(path));
  const lost = documents.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => join(path, '..', match[1]!))
      .filter((target) => !existsSync(join(repoRoot, target)))
      .map((target) => `${path} -> ${target}`),
  );
  expect(lost).toEqual([]);
});
