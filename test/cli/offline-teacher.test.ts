import { appendFileSync, cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { unsealJson } from '../../src/files/sealed-json.js';
import { requestKey, type RecordedAnswer } from '../../src/teachers/replay/cassette.js';
import { exampleFolder } from '../recipes/example-folder.js';
import { limbeck, startLimbeck, type CliResult } from '../support/limbeck-cli.js';
import { createQuickProject, eventTypes, type QuickProject } from './quick-project.js';

const ROWS = 10;
let project: QuickProject;
beforeEach(async () => {
  project = await createQuickProject();
  cpSync(join(exampleFolder('contract-terms'), 'teacher'), join(project.folder, 'teacher'), { recursive: true });
  for (const name of ['seeds.jsonl', 'held-out.jsonl']) {
    const rows = readFileSync(inProject(name), 'utf8').split('\n').slice(0, ROWS);
    writeFileSync(inProject(name), `${rows.join('\n')}\n`);
  }
  bind('{ program: teacher/teacher.cjs }');
});
afterEach(async () => {
  await cli('down');
  project.remove();
});

const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: project.folder });
const inProject = (...path: string[]): string => join(project.folder, ...path);

function bind(teacher: string): void {
  const file = inProject('limbeck.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/offline_teacher: .*/, `offline_teacher: ${teacher}`));
}

/** The program says so whenever it is started: what was not meant to start it must leave no such file. */
function tellWhenStarted(): string {
  const told = inProject('started.txt');
  const line = `require('node:fs').appendFileSync(${JSON.stringify(told)}, 'started\\n');\n`;
  appendFileSync(inProject('teacher', 'teacher.cjs'), line);
  return told;
}

const outputsOf = (run: string): object =>
  Object.fromEntries(
    readFileSync(inProject('.limbeck', 'runs', run, 'events.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => unsealJson(line, { required: true }) as { type: string; step: string; outputs: object })
      .filter(({ type }) => type === 'step-finished')
      .map(({ step, outputs }) => [step, outputs]),
  );

test('looking at a recipe never starts the program it brings along, and a run does once a person agreed', async () => {
  const told = tellWhenStarted();
  expect((await cli('validate', 'recipe.yaml')).code).toBe(0);
  expect((await cli('plan', 'recipe.yaml')).code).toBe(0);
  const preview = await cli('preview', 'recipe.yaml', 'read');
  expect([preview.code, preview.stderr]).toEqual([1, expect.stringContaining('error[teacher-not-running]')]);
  const run = await cli('run', 'recipe.yaml');
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('error[not-confirmed]')]);
  expect(run.stderr).toContain('teacher/teacher.cjs');
  const up = await cli('up');
  expect([up.code, up.stderr]).toEqual([2, expect.stringContaining('error[not-confirmed]')]);
  expect([existsSync(told), existsSync(inProject('.limbeck', 'runs', 'quick-1'))]).toEqual([false, false]);

  expect(await cli('run', 'recipe.yaml', '--yes')).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(told)).toBe(true);
  // Agreed once: the next run asks nobody.
  expect(await cli('run', 'recipe.yaml')).toMatchObject({ code: 0 });

  appendFileSync(inProject('teacher', 'lexicon.cjs'), '// Another program now.\n');
  const changed = await cli('run', 'recipe.yaml');
  expect([changed.code, changed.stderr]).toEqual([2, expect.stringContaining('error[not-confirmed]')]);
});

test('a program that is no teacher ends the run with what it lacks', async () => {
  writeFileSync(inProject('teacher', 'teacher.cjs'), "module.exports = { model: 'gpt', answer: () => '' };\n");
  const { code, stderr } = await cli('run', 'recipe.yaml', '--yes');
  expect([code, stderr]).toEqual([1, expect.stringContaining('error[teacher-program-broken]')]);
  expect(stderr).toContain('`model` (a text that begins with rule-based-)');
  const alone = await cli('teacher', 'teacher/none.cjs');
  expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining('error[teacher-program-missing]')]);
});

test('a preview asks a program that a person serves', async () => {
  const serving = startLimbeck(['teacher', '.'], { cwd: project.folder });
  await serving.saw(new RegExp(`^Teacher contract-terms \\(rule-based\\) listens on ${project.teacherUrl}$`, 'm'));
  expect(await cli('preview', 'recipe.yaml', 'read', '--rows', '1')).toMatchObject({ code: 0 });
  serving.process.kill('SIGTERM');
  expect((await serving.result).code).toBe(0);
});

test('answers recorded of a run stand in for its teacher, and a changed prompt says which are missing', async () => {
  expect(await cli('run', 'recipe.yaml', '--yes')).toMatchObject({ code: 0 });
  const unsaid = await cli('teacher', 'record', 'quick-1');
  expect([unsaid.code, unsaid.stderr]).toEqual([2, expect.stringContaining('--digest and --server')]);
  const recorded = await cli('teacher', 'record', 'quick-1', '--digest', 'sha256:00', '--server', 'limbeck 0.2.0');
  expect([recorded.code, recorded.stdout]).toEqual([
    0,
    expect.stringMatching(/^teacher\/answers\.jsonl\.gz: \d+ answers of teacher/),
  ]);
  const before = outputsOf('quick-1');
  const [, ...answers] = gunzipSync(readFileSync(inProject('teacher', 'answers.jsonl.gz')))
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedAnswer);
  expect(answers.filter((answer) => requestKey(answer) !== answer.key)).toEqual([]);
  expect(answers[0]).toMatchObject({
    model: 'rule-based-contract-terms',
    model_digest: 'sha256:00',
    server: 'limbeck 0.2.0',
    at: expect.stringMatching(/^\d{4}-/),
  });

  rmSync(inProject('.limbeck'), { recursive: true });
  rmSync(inProject('teacher', 'teacher.cjs'));
  bind('{ replay: teacher/answers.jsonl.gz }');
  expect(await cli('preview', 'recipe.yaml', 'read', '--rows', '1')).toMatchObject({ code: 0 });
  expect(await cli('run', 'recipe.yaml')).toMatchObject({ code: 0, stderr: '' });
  expect(outputsOf('quick-1')).toEqual(before);

  appendFileSync(inProject('prompts', 'read-clause.liquid'), 'Be exact.\n');
  const changed = await cli('run', 'recipe.yaml');
  expect([changed.code, eventTypes(project.folder, 'quick-2')]).toEqual([1, expect.arrayContaining(['step-failed'])]);
  expect(changed.stderr).toMatch(/No answer to request [0-9a-f]{12} was recorded in answers\.jsonl\.gz/);
  const log = readFileSync(inProject('.limbeck', 'logs', 'teacher-teacher.log'), 'utf8');
  expect(log).toMatch(/^not recorded: [0-9a-f]{12} "Read the contract clause/m);
});

test('an answer that was typed into a recording is refused', async () => {
  const answer = {
    key: '0'.repeat(64),
    messages: [{ role: 'user', content: 'Hello' }],
    sampling: {},
    text: 'Hi',
    at: '2026-12-01',
    finish_reason: 'stop',
    usage: { prompt_tokens: 1, completion_tokens: 1 },
    model: 'm',
    model_digest: 'd',
    server: 's',
  };
  const lines = [{ limbeck_answers: 1 }, answer].map((line) => JSON.stringify(line));
  writeFileSync(inProject('teacher', 'answers.jsonl.gz'), gzipSync(lines.join('\n')));
  const { code, stderr } = await cli('teacher', 'teacher/answers.jsonl.gz');
  expect([code, stderr]).toEqual([1, expect.stringContaining('error[recording-broken]')]);
  expect(stderr).toContain("a key in line 2 that is not its request's");
});
