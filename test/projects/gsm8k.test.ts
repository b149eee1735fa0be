import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSharedJsonLines } from '../real-data/shared-data.js';
import { startReplayTeacher, type ReplayTeacher } from '../support/replay-teacher.js';
import { createReplayProject, type ReplayProject } from './replay-project.js';

/** Recorded systems: model id, and what the project calls it. */
const systems = {
  '6b_finetuning': 'small-finetuned',
  '6b_verification': 'small-verified',
  '175b_finetuning': 'large-finetuned',
  '175b_verification': 'large-verified',
} as const;
type System = keyof typeof systems;

type Recorded = { readonly question: string; readonly ground_truth: string } & {
  readonly [system in System]: { readonly solution: string; readonly is_correct: boolean };
};

const recorded = readSharedJsonLines<Recorded>('gsm8k', 'example_model_solutions.jsonl');
const models = Object.keys(systems) as System[];

let teacher: ReplayTeacher;
let project: ReplayProject;
beforeAll(async () => {
  teacher = await startReplayTeacher(
    Object.fromEntries(
      models.map((model) => [model, new Map(recorded.map((row) => [row.question, row[model].solution]))]),
    ),
  );
  project = createReplayProject('gsm8k', teacher.url);
  const questions = recorded.map(({ question, ground_truth }) => JSON.stringify({ question, ground_truth }));
  writeFileSync(join(project.folder, 'questions.jsonl'), `${questions.join('\n')}\n`);
  const { code, stdout, stderr } = await project.run('replay');
  if (code !== 0) throw new Error(`limbeck run ended with ${code}\n${stdout}\n${stderr}`);
});
afterAll(async () => {
  await teacher.close();
  project.remove();
});

test('each of the 1,319 questions was asked once of each of the four systems', () => {
  expect(teacher.calls).toEqual(Object.fromEntries(models.map((model) => [model, 1319])));
});

test.each(Object.entries(systems))('%s: every verdict is the recorded one', async (model, name) => {
  const verdicts = new Map(
    (await project.rows('replay', `check-${name}`)).map((row) => [row['prompt'], row['correct']]),
  );
  const solved = project.finished('replay', `solve-${name}`);
  // A solution that names no answer never reaches the check: it is put aside as no-answer, and was recorded as wrong.
  const withAnswer = recorded.filter((row) => row[model as System].solution.includes('A:')).length;
  expect(solved.counts).toEqual({
    in: 1319,
    out: withAnswer,
    rejected: 1319 - withAnswer,
    failed: 0,
    reasons: withAnswer === 1319 ? {} : { 'no-answer': 1319 - withAnswer },
  });
  const agree = recorded.filter((row) => (verdicts.get(row.question) ?? false) === row[model as System].is_correct);
  console.log(`${model}: ${agree.length} of ${recorded.length} verdicts agree, ${verdicts.size} had an answer`);
  expect(agree).toHaveLength(1319);
});

test('reasoning, answer and right answer stand in columns of their own', async () => {
  const row = (await project.rows('replay', 'check-large-verified'))[0]!;
  expect(Object.keys(row).toSorted()).toEqual([
    'answer',
    'correct',
    'gold',
    'id',
    'parents',
    'prompt',
    'rationale',
    'reference',
  ]);
});
