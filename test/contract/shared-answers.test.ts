import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEchoTeacher, type EchoTeacher } from '../support/echo-teacher.js';
import { repoRoot } from '../support/source-tree.js';
import { askEach, openSharing, type AskingInput } from './ask-until-killed.js';

const CONCURRENCY = 8;
const questions = Array.from({ length: 160 }, (_, n) => `question ${n}`);

let folder: string;
let teacher: EchoTeacher;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-shared-'));
  teacher = await startEchoTeacher({ latencyMs: 20 });
});
afterEach(async () => {
  await teacher.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Another process, asking the same at the same time; resolves when it has begun to be answered. */
async function startAsking(input: AskingInput): Promise<ChildProcess> {
  const register = join(repoRoot, 'test', 'support', 'register-ts.cjs');
  const script = join(__dirname, 'ask-until-killed.ts');
  const child = spawn(process.execPath, ['-r', register, script, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.stdout.resume();
  return child;
}

function timesAsked(): number[] {
  const times = new Map<string, number>();
  for (const { messages } of teacher.requests) {
    const { content } = messages[0]!;
    times.set(content, (times.get(content) ?? 0) + 1);
  }
  return questions.map((question) => times.get(question) ?? 0);
}

test('two processes that want the same answers at once ask each question once', async () => {
  const input = { folder, baseUrl: teacher.baseUrl, concurrency: CONCURRENCY, questions };
  const child = await startAsking(input);
  const ended = once(child, 'exit');
  const sharing = await openSharing(folder);
  await askEach(sharing.asker, input);
  expect((await ended)[0]).toBe(0);
  await sharing.close();
  expect(timesAsked()).toEqual(questions.map(() => 1));
});

test('when one of them is killed the other asks in its place, at most what was in flight', async () => {
  const input = { folder, baseUrl: teacher.baseUrl, concurrency: CONCURRENCY, questions };
  const child = await startAsking(input);
  const sharing = await openSharing(folder);
  let answered = 0;
  await askEach(sharing.asker, input, () => {
    if (++answered === questions.length / 4) child.kill('SIGKILL');
  });
  await sharing.close();
  expect(child.killed).toBe(true);
  const again = timesAsked().filter((times) => times > 1);
  expect(again.length).toBeLessThanOrEqual(CONCURRENCY);
  expect(timesAsked().every((times) => times === 1 || times === 2)).toBe(true);
});
