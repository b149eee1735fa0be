import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COMMANDS } from '../../src/cli/command-list.js';
import { limbeck } from '../support/limbeck-cli.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-words-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ESCAPE = String.fromCodePoint(27);

test.each(COMMANDS.map(({ name }) => name))('limbeck %s --help shows an example and succeeds', async (name) => {
  const { code, stdout, stderr } = await limbeck([name, '--help'], { cwd: folder });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(new RegExp(`\nExamples?:\n  .*limbeck ${name}`));
});

test('help lists every command, and without a command it is a usage error', async () => {
  const [help, bare] = await Promise.all([limbeck(['--help'], { cwd: folder }), limbeck([], { cwd: folder })]);
  expect([help.code, bare.code]).toEqual([0, 2]);
  for (const { name, summary } of COMMANDS)
    expect(help.stdout).toMatch(new RegExp(`^ +${name} +${summary.slice(0, 20)}`, 'm'));
  expect(bare.stdout).toBe(help.stdout);
});

test('a wrong name answers with the nearest and with all there are', async () => {
  const wrong = await limbeck(['trian'], { cwd: folder });
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toContain('error[unknown-command]: No command is called "trian".');
  expect(wrong.stderr).toContain('Known: init, new, list, validate');
  const near = await limbeck(['valdate'], { cwd: folder });
  expect(near.stderr).toContain('Did you mean "validate"?');
  const teacher = await limbeck(['teacher', 'contract-term'], { cwd: folder });
  expect([teacher.code, teacher.stderr]).toEqual([2, expect.stringContaining('Did you mean "contract-terms"?')]);
  const list = await limbeck(['list', 'method'], { cwd: folder });
  expect([list.code, list.stderr]).toEqual([2, expect.stringContaining('Did you mean "methods"?')]);
});

test.each([
  [['run'], "Missing required argument 'recipe'."],
  [['run', '--nmae', 'x', 'r.yaml'], "Unknown option '--nmae'."],
  [['plan', 'a.yaml', 'b.yaml'], 'Too many arguments'],
  [['run', 'recipe.yaml', '--name', 'no/slash'], '"no/slash" cannot name a run.'],
  [['teacher', 'contract-terms', '--port', 'many'], '--port takes a number'],
])('limbeck %j is refused with code 2', async (args, message) => {
  const { code, stdout, stderr } = await limbeck(args, { cwd: folder });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toContain('hint: ');
});

test('outside of a project it is said how to get into one', async () => {
  for (const command of ['runs', 'status', 'show', 'resume', 'up', 'down', 'report']) {
    const { code, stderr } = await limbeck([command], { cwd: folder });
    expect([command, code]).toEqual([command, 2]);
    expect(stderr).toContain('error[no-project]: No limbeck.yaml in');
    expect(stderr).toContain('limbeck init DIR');
  }
});

test('errors have colours on request, and none with NO_COLOR', async () => {
  const coloured = await limbeck(['trian'], { cwd: folder, env: { NO_COLOR: '', FORCE_COLOR: '1' } });
  expect(coloured.stderr).toContain(`${ESCAPE}[31m`);
  const plain = await limbeck(['trian'], { cwd: folder, env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
  expect(plain.stderr).not.toContain(ESCAPE);
});

test('with --json an error is an object on standard output as well', async () => {
  const { code, stdout } = await limbeck(['runs', '--json'], { cwd: folder });
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    error: 'no-project',
    message: expect.any(String),
    hint: expect.any(String),
  });
});

test.each([['ui'], ['add', '@acme/law'], ['pack', '--help']])(
  'a command that is planned and not built says so: %j',
  async (...words) => {
    const { code, stderr } = await limbeck(words, { cwd: folder });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`error[not-built-yet]: \`limbeck ${words[0]}\` is not built yet`),
    ]);
    expect(stderr).toContain('hint: ');
  },
);

test('init makes a project that validates, and refuses a folder with something in it', async () => {
  const made = await limbeck(['init', 'mine'], { cwd: folder });
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toContain('cd mine');
  const project = join(folder, 'mine');
  expect(readdirSync(project)).toEqual(
    expect.arrayContaining(['recipe.yaml', 'limbeck.yaml', 'seeds.jsonl', 'student']),
  );
  expect(readdirSync(project)).not.toContain('.limbeck');
  const valid = await limbeck(['validate', 'recipe.yaml'], { cwd: project });
  expect([valid.code, valid.stdout]).toEqual([0, expect.stringMatching(/^valid {2}recipe\.yaml {2}\d+ steps\n$/)]);
  const text = readFileSync(join(project, 'recipe.yaml'), 'utf8');
  const again = await limbeck(['init', 'mine'], { cwd: folder });
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('error[folder-not-empty]')]);
  expect(readFileSync(join(project, 'recipe.yaml'), 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['mine']);
});

test('init fills an empty folder, also the present one', async () => {
  mkdirSync(join(folder, 'empty'));
  expect((await limbeck(['init', 'empty'], { cwd: folder })).code).toBe(0);
  const here = join(folder, 'here');
  mkdirSync(here);
  expect((await limbeck(['init'], { cwd: here })).code).toBe(0);
  expect(readdirSync(here)).toContain('recipe.yaml');
  expect(readdirSync(folder).toSorted()).toEqual(['empty', 'here']);
  const unknown = await limbeck(['init', 'x', '--example', 'contract'], { cwd: folder });
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Did you mean "contract-terms"?')]);
});

test('validate shows every problem with its place, and --json gives them to programs', async () => {
  await limbeck(['init', 'p'], { cwd: folder });
  const project = join(folder, 'p');
  const file = join(project, 'recipe.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('epochs: 4', 'epoks: 4').replace('from: keep', 'from: kepp'));
  const { code, stdout, stderr } = await limbeck(['validate', 'recipe.yaml'], { cwd: project });
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/recipe\.yaml:\d+:\d+/);
  expect(stderr).toContain('epoks');
  expect(stderr).toContain('^');
  const json = await limbeck(['validate', '--json', 'recipe.yaml', 'nothing.yaml'], { cwd: project });
  expect(json.code).toBe(2);
  const result = JSON.parse(json.stdout) as { valid: boolean; recipes: { valid: boolean; problems?: unknown[] }[] };
  expect(result.valid).toBe(false);
  expect(result.recipes).toHaveLength(2);
  expect(result.recipes[0]?.problems?.length).toBeGreaterThan(0);
});

test('plan shows steps, reasons and what is to do, without writing anything', async () => {
  await limbeck(['init', 'p'], { cwd: folder });
  const project = join(folder, 'p');
  const { code, stdout } = await limbeck(['plan', 'recipe.yaml', '--set', 'clauses=500'], { cwd: project });
  expect(code).toBe(0);
  expect(stdout).toMatch(/write +elicit\/self-instruct +500 .* new$/m);
  expect(stdout).toMatch(/To do: .* calls, .* tokens/);
  const json = await limbeck(['plan', 'recipe.yaml', '--json'], { cwd: project });
  expect(JSON.parse(json.stdout)).toMatchObject({
    steps: expect.any(Array),
    to_do: { calls: { low: expect.any(Number) } },
  });
  const wrong = await limbeck(['plan', 'recipe.yaml', '--set', 'clauses'], { cwd: project });
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--set takes name=value')]);
});

test('doctor says what is there, and how to get what is missing', async () => {
  const well = await limbeck(['doctor'], { cwd: folder });
  for (const name of ['node', 'npm packages', 'build', 'python', 'trainer environment', 'temporal', 'disk'])
    expect(well.stdout).toMatch(new RegExp(`^ok +${name} `, 'm'));
  expect(well.code).toBe(0);
  const ill = await limbeck(['doctor', '--json'], {
    cwd: folder,
    env: {
      LIMBECK_CACHE: join(folder, 'empty'),
      LIMBECK_TEMPORAL_CLI: '/nowhere/temporal',
      LIMBECK_PYTHON: '/nowhere/python',
    },
  });
  expect(ill.code).toBe(1);
  const missing = (JSON.parse(ill.stdout) as { name: string; state: string; hint?: string }[]).filter(
    ({ state }) => state === 'missing',
  );
  expect(missing.map(({ name }) => name)).toEqual(['trainer environment', 'temporal']);
  for (const { hint } of missing) expect(hint).toBeTruthy();
});

test('lists name what there is', async () => {
  const [methods, objectives, teachers, recipes] = await Promise.all(
    ['methods', 'objectives', 'teachers', 'recipes'].map((what) => limbeck(['list', what], { cwd: folder })),
  );
  expect(methods?.stdout).toMatch(/^elicit\/label +labeling /m);
  expect(objectives?.stdout).toMatch(/^distill\/sft +supervised /m);
  expect(teachers?.stdout).toMatch(/^contract-terms +rule-based /m);
  expect(recipes?.stdout).toMatch(/^contract-terms +natural-language-understanding, law +Read .* Measured \d{4}-/m);
});
