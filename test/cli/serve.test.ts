import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limbeck, startLimbeck } from '../support/limbeck-cli.js';
import { writeTinyStudent } from '../support/tiny-student.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-serve-'));
  writeTinyStudent(join(folder, 'tiny'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a folder is served at the address it prints, until Ctrl-C', async () => {
  const serving = startLimbeck(['serve', 'tiny', '--port', '0'], { cwd: folder });
  const [, url] = await serving.saw(/^tiny is served at (http:\/\/127\.0\.0\.1:\d+\/v1) \(context 48 tokens\)$/m);
  const [, body] = await serving.saw(/^Try it: curl http:\S+\/v1\/chat\/completions -H '[^']+' -d '([^']+)'$/m);
  await serving.saw(/^Ctrl-C stops it\.$/m);
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${url}/chat/completions`, { method: 'POST', headers, body: body! });
  expect(await reply.json()).toMatchObject({ model: 'tiny', choices: [{ message: { role: 'assistant' } }] });
  serving.process.kill('SIGINT');
  const { code, stderr } = await serving.result;
  expect([code, stderr]).toEqual([0, 'Stopping: SIGINT.\nStopped; nothing was in flight.\n']);
});

test.each([
  [['tiny', '--host', '0.0.0.0'], 2, 'error[serve-needs-token]: Others can reach 0.0.0.0'],
  [['tiny', '--port', '65536'], 2, '--port takes a number from 0 to 65535, not "65536".'],
  [['tiny', '--max-concurrent', '0'], 2, '--max-concurrent takes a whole number of at least 1'],
  [['big'], 2, 'error[unknown-model]: There is no folder big'],
])('limbeck serve %j is refused', async (args, expected, message) => {
  const { code, stdout, stderr } = await limbeck(['serve', ...args], { cwd: folder });
  expect([code, stdout]).toEqual([expected, '']);
  expect(stderr).toContain(message);
  expect(stderr).toContain('hint: ');
});
