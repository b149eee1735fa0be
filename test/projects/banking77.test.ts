import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSharedCsv } from '../real-data/shared-data.js';
import { startReplayTeacher, type ReplayTeacher } from '../support/replay-teacher.js';
import { sharedFile } from '../support/shared-data.js';
import { createReplayProject, type ReplayProject } from './replay-project.js';

const published = readSharedCsv('banking77', 'train.csv');
const intents = new Map(published.map((row) => [row['text']!, row['category']!]));

let teacher: ReplayTeacher;
let project: ReplayProject;
beforeAll(async () => {
  const answers = new Map([...intents].map(([text, intent]) => [text.trim(), JSON.stringify({ intent })]));
  teacher = await startReplayTeacher(
    { 'published-intents': answers },
    { questionOf: (message) => message.slice(message.indexOf('Query: ') + 'Query: '.length).trim() },
  );
  project = createReplayProject('banking77', teacher.url);
  copyFileSync(sharedFile('banking77', 'train.csv'), join(project.folder, 'train.csv'));
  const { code, stdout, stderr } = await project.run('replay');
  if (code !== 0) throw new Error(`limbeck run ended with ${code}\n${stdout}\n${stderr}`);
});
afterAll(async () => {
  await teacher.close();
  project.remove();
});

test('10,003 rows go in and come out, and a query that is there twice is paid for once', () => {
  const { counts, spend } = project.finished('replay', 'label');
  expect(counts).toEqual({ in: 10_003, out: 10_003, rejected: 0, failed: 0, reasons: {} });
  expect(teacher.calls).toEqual({ 'published-intents': intents.size });
  expect(spend).toMatchObject({ calls: intents.size, reused: 10_003 - intents.size });
});

test('every row keeps its place and its own columns, and has the published intent', async () => {
  const rows = await project.rows('replay', 'label');
  const seen = rows.map(({ prompt, completion, category, ...rest }) => ({
    prompt,
    completion,
    category,
    rest: Object.keys(rest).toSorted(),
  }));
  expect(seen).toEqual(
    published.map(({ text, category }) => ({
      prompt: text,
      completion: JSON.stringify({ intent: intents.get(text!) }),
      category,
      rest: ['id', 'parents'],
    })),
  );
});
