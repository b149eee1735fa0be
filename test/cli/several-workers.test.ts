import { createSmallProject, type SmallProject } from '../bad-input/small-project.js';
import { answers, startScriptedTeacher } from '../support/scripted-teacher.js';
import { servedQueues } from '../support/served-queues.js';

const ROWS = 4_000;

function projectOf(baseUrl: string): SmallProject {
  const project = createSmallProject({ base_url: baseUrl, more: ['limits: { concurrency: 16 }'] });
  const questions = Array.from({ length: ROWS }, (_, at) => JSON.stringify({ prompt: `What is ${at} and ${at}?` }));
  project.write('questions.jsonl', `${questions.join('\n')}\n`);
  project.edit('recipe.yaml', 'budget: { calls: 200 }', `budget: { calls: ${ROWS} }`);
  return project;
}

test('two workers share a step: every row is asked once, the bytes are those of one worker, and GPU slots stay with the first', async () => {
  const teacher = await startScriptedTeacher();
  const [one, two] = [projectOf(teacher.url), projectOf(teacher.url)];
  try {
    teacher.behave(answers);
    expect(await one.cli('run', 'recipe.yaml', '--yes', '--name', 'alone')).toMatchObject({ code: 0 });
    teacher.behave(answers);
    expect(await two.cli('runs')).toMatchObject({ code: 0 });
    const up = two.start('up', '--foreground', '--workers', '2');
    await up.saw(/^up$/m);
    const queues = await Promise.all(['worker.log', 'worker-2.log'].map((log) => servedQueues(two.folder, log)));
    expect(queues).toEqual(['flow, cpu, teacher-teacher, gpu-default', 'flow, cpu, teacher-teacher']);
    expect(await two.cli('run', 'recipe.yaml', '--yes', '--name', 'shared', '--workers', '3')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('--workers is not looked at') as string,
    });
    expect(teacher.asked).toBe(ROWS);
    expect(two.digests('shared')).toEqual(one.digests('alone'));
    const workers = two.events('shared').flatMap((event) => (event.type === 'worker-joined' ? [event.worker] : []));
    expect(new Set(workers).size).toBe(2);
    up.process.kill('SIGTERM');
    expect(await up.result).toMatchObject({ code: 0 });
  } finally {
    for (const project of [one, two]) {
      await project.cli('down');
      project.remove();
    }
    await teacher.close();
  }
});
