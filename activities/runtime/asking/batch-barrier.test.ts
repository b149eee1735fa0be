import { createBatchBarrier, type BarrierTask } from './batch-barrier.js';

const recordingBarrier = (fail?: Error) => {
  const batches: (readonly string[])[] = [];
  const barrier = createBatchBarrier<string, string>(async (requests) => {
    batches.push(requests);
    if (fail) throw fail;
    return requests.map((request) => (request === 'bad' ? { error: new Error('bad row') } : { answer: `${request}!` }));
  });
  return { barrier, batches };
};

const run = async (
  tasks: readonly BarrierTask<string, string>[],
  work: (task: BarrierTask<string, string>, index: number) => Promise<void>,
) => Promise.all(tasks.map((task, index) => work(task, index).finally(() => task.leave())));

test('what all tasks wait for goes out at once, in task order, whatever order it was asked in', async () => {
  const { barrier, batches } = recordingBarrier();
  const tasks = [0, 1, 2].map((index) => barrier.enter(index));
  await run(tasks, async (task, index) => {
    for (let turn = 0; turn < 3 - index; turn++) await Promise.resolve();
    expect(await task.ask(`first ${index}`)).toBe(`first ${index}!`);
    if (index !== 1) await task.ask(`second ${index}`);
  });
  expect(batches).toEqual([
    ['first 0', 'first 1', 'first 2'],
    ['second 0', 'second 2'],
  ]);
});

test('a task that asks several things at once has them in one batch', async () => {
  const { barrier, batches } = recordingBarrier();
  await run([barrier.enter(0), barrier.enter(1)], async (task, index) => {
    await Promise.all([task.ask(`${index}a`), task.ask(`${index}b`)]);
  });
  expect(batches).toEqual([['0a', '0b', '1a', '1b']]);
});

test('a task that is busy otherwise is waited for', async () => {
  const { barrier, batches } = recordingBarrier();
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const done = run([barrier.enter(0), barrier.enter(1)], async (task, index) => {
    if (index === 0) await task.apart(() => gate);
    await task.ask(String(index));
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(batches).toEqual([]);
  release();
  await done;
  expect(batches).toEqual([['0', '1']]);
});

test('a row whose request failed hears so alone; a batch that failed is heard by all', async () => {
  const { barrier } = recordingBarrier();
  const heard: string[] = [];
  await run([barrier.enter(0), barrier.enter(1)], async (task, index) => {
    await task.ask(index === 0 ? 'bad' : 'good').then(
      (answer) => heard.push(answer),
      (error: Error) => heard.push(error.message),
    );
  });
  expect(heard).toEqual(['bad row', 'good!']);

  const broken = recordingBarrier(new Error('no trainer'));
  const tasks = [broken.barrier.enter(0), broken.barrier.enter(1)];
  const results = await Promise.allSettled(tasks.map((task) => task.ask('x').finally(() => task.leave())));
  expect(results.map((result) => (result.status === 'rejected' ? String(result.reason) : ''))).toEqual([
    'Error: no trainer',
    'Error: no trainer',
  ]);
});
