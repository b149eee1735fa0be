import { existsSync } from 'node:fs';
import { SECRET, startScriptedTeacher, type ScriptedTeacher } from '../support/scripted-teacher.js';
import { createSmallProject, limbeckYaml, type SmallProject } from './small-project.js';
import { expectNoNoise } from './one-clear-message.js';

/**
 * What is wrong in files and arguments is refused by `limbeck run` itself: all at once, with its place, before the
 * teacher is asked or anything is made. Every single message is held to its text by test/recipes.
 */
let teacher: ScriptedTeacher;
let project: SmallProject;
beforeAll(async () => (teacher = await startScriptedTeacher()));
beforeEach(() => (project = createSmallProject({ base_url: teacher.url })));
afterEach(() => project.remove());
afterAll(() => teacher.close());

interface Case {
  readonly what: string;
  readonly spoil: (project: SmallProject) => void;
  readonly args?: readonly string[];
  /** `file:line:column: error: message [code]` */
  readonly head: RegExp;
  /** The line the caret stands under. */
  readonly line?: string;
  readonly hint?: RegExp;
}

const recipe = (from: string, to: string) => (project: SmallProject) => project.edit('recipe.yaml', from, to);

const cases: readonly Case[] = [
  {
    what: 'an empty data file',
    spoil: (spoilt) => spoilt.write('questions.jsonl', ''),
    head: /^recipe\.yaml:13:22: error: "questions\.jsonl" holds no rows\. \[data-empty\]$/m,
    line: '  questions: { file: questions.jsonl,',
    hint: /Nothing would run on it/,
  },
  {
    what: 'a data file that is not there',
    spoil: recipe('questions.jsonl', 'question.jsonl'),
    head: /^recipe\.yaml:13:22: error: There is no file "question\.jsonl"\. \[file-not-found\]$/m,
    hint: /Did you mean "questions\.jsonl"\?/,
  },
  {
    what: 'data without the column its kind needs',
    spoil: (spoilt) => spoilt.write('questions.jsonl', '{"question":"What is 1 and 1?"}\n'),
    head: /^questions\.jsonl:1(:\d+)?: error: Row 1 .*prompt.* \[data-bad-row\]$/m,
    hint: /\S/,
  },
  {
    what: 'data that is not what its name says',
    spoil: (spoilt) => spoilt.write('questions.jsonl', 'prompt\nWhat is 1 and 1?\n'),
    head: /^questions\.jsonl:1:\d+: error: Line 1 is not JSON: .* \[data-unreadable\]$/m,
    hint: /\S/,
  },
  {
    what: 'a column that the rows do not have',
    spoil: recipe('fields: [prompt]', 'fields: [promt]'),
    head: /^recipe\.yaml:23:22: error: The rows have no column "promt"\. \[unknown-column\]$/m,
    line: 'fields: [promt]',
    hint: /Did you mean "prompt"\?/,
  },
  {
    what: 'a misspelt key',
    spoil: recipe('    from: questions', '    form: questions'),
    head: /^recipe\.yaml:18:5: error: Unknown key "form"\. \[unknown-key\]$/m,
    line: '    form: questions',
    hint: /Did you mean "from"\?/,
  },
  {
    what: 'an unknown parameter of a method',
    spoil: recipe('{ fields: [prompt] }', '{ fields: [prompt], colour: red }'),
    head: /^recipe\.yaml:23:\d+: error: Unknown key "colour"\. \[unknown-key\]$/m,
    hint: /fields, compare|compare/,
  },
  {
    what: 'a value of the wrong type',
    spoil: recipe('budget: { calls: 200 }', 'budget: { calls: many }'),
    head: /^recipe\.yaml:14:18: error: .*calls.* must be .* not "many"\. \[wrong-type\]$/m,
    hint: /\S/,
  },
  {
    what: 'steps that wait for each other',
    spoil: recipe('from: questions', 'from: questions\n    needs: [keep]'),
    head: /^recipe\.yaml:\d+:9: error: These steps wait for each other: .* -> .*\. \[cycle\]$/m,
    hint: /Take one of the names out/,
  },
  {
    what: 'a parameter nobody knows in --set',
    spoil: () => undefined,
    args: ['--set', 'warmt=1'],
    head: /^--set warmt=1: error: The recipe has no parameter "warmt"\. \[unknown-param\]$/m,
    hint: /Did you mean "warmth"\?/,
  },
  {
    what: 'a value that the parameter cannot take in --set',
    spoil: () => undefined,
    args: ['--set', 'warmth=hot'],
    head: /^--set warmth=hot: error: Parameter "warmth" .*number.* \[param-value\]$/m,
    hint: /How freely the teacher answers/,
  },
  {
    what: 'YAML that is none',
    spoil: recipe('steps:', 'steps: ]'),
    head: /^recipe\.yaml:15:8: error: .* \[yaml-syntax\]$/m,
    hint: /\S/,
  },
  {
    what: 'a key in plain text, which is not printed',
    spoil: (spoilt) =>
      spoilt.write('limbeck.yaml', limbeckYaml({ base_url: teacher.url, more: [`api_key: ${SECRET}`] })),
    head: /^limbeck\.yaml:12:18: error: A key stands here in plain text\. \[literal-secret\]$/m,
    hint: /api_key: \{ env: NAME \}/,
  },
];

test.each(cases)('$what is refused before anything is done', async ({ spoil, args = [], head, line, hint }) => {
  spoil(project);
  teacher.behave(() => ({ status: 500 }));
  const { code, stdout, stderr } = await project.cli('run', 'recipe.yaml', '--yes', ...args);
  expect(stderr).toMatch(head);
  if (line) expect(stderr).toContain(line);
  if (hint) expect(stderr).toMatch(hint);
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('1 problem.');
  expect([code, stdout]).toEqual([2, '']);
  expectNoNoise(stderr);
  expect(teacher.asked).toBe(0);
  expect(existsSync(project.path('.limbeck'))).toBe(false);
});

test('what is wrong is told all at once, and to programs as JSON', async () => {
  project.edit('recipe.yaml', '    from: questions', '    form: questions');
  project.edit('recipe.yaml', 'fields: [prompt]', 'fields: [promt]');
  project.edit('recipe.yaml', '  - id: keep', '  - id: answer');
  const { code, stdout } = await project.cli('validate', 'recipe.yaml', '--json');
  expect(code).toBe(2);
  const codes = (JSON.stringify(JSON.parse(stdout)).match(/"code":"[a-z-]+"/g) ?? []).toSorted();
  expect(codes.length).toBeGreaterThanOrEqual(2);
  expect(codes).toEqual(expect.arrayContaining(['"code":"name-taken"', '"code":"unknown-key"']));
});

test('a recipe that is not there, and a project that is none, are named with what to do', async () => {
  const missing = await project.cli('run', 'recipes.yaml');
  expect([missing.code, missing.stderr]).toEqual([
    2,
    expect.stringMatching(/recipes\.yaml: error: .*\[file-not-found\]/),
  ]);
  expect(missing.stderr).toContain('Did you mean "recipe.yaml"?');
  const setting = await project.cli('run', 'recipe.yaml', '--set', 'warmth');
  expect([setting.code, setting.stderr]).toEqual([2, expect.stringContaining('--set takes name=value, not "warmth".')]);
});
