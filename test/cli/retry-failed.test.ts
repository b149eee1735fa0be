import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completion, startEchoTeacher, type EchoTeacher, type Fault } from '../support/echo-teacher.js';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';

const RECIPE = `limbeck: 1
name: echo
version: 0.1.0
description: Ask, and keep what is not said twice.
skill: natural-language-understanding
role: capability-transfer
license: Apache-2.0
models:
  teacher: { needs: [chat] }
data:
  seeds: { file: seeds.jsonl, kind: prompt, license: CC0-1.0 }
budget: { calls: 100 }
steps:
  - id: read
    use: elicit/label
    from: seeds
    with: { model: teacher }
    failures: { max_share: 0.5 }
  - id: keep
    use: refine/dedup-exact
    from: read
    with: { fields: [prompt] }
`;

/** The filter stops "question 2" the first time it is asked. */
function filtering(): (request: { messages: readonly { content: string }[] }) => Fault | undefined {
  let before = 0;
  return ({ messages }) => {
    if (messages[0]!.content !== 'question 2' || before++ > 0) return undefined;
    const choices = [{ index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'content_filter' }];
    return { body: completion(null, { choices }) };
  };
}

let folder: string;
let teacher: EchoTeacher;
beforeAll(async () => {
  teacher = await startEchoTeacher({ script: filtering() });
  folder = mkdtempSync(join(tmpdir(), 'limbeck-retry-'));
  writeFileSync(join(folder, 'recipe.yaml'), RECIPE);
  const rows = Array.from({ length: 6 }, (_, n) => `${JSON.stringify({ prompt: `question ${n}` })}\n`);
  writeFileSync(join(folder, 'seeds.jsonl'), rows.join(''));
  const bound = `{ provider: openai, base_url: "${teacher.baseUrl}", model: echo, terms: { training_on_output: allowed, url: "https://example.org/" } }`;
  writeFileSync(
    join(folder, 'limbeck.yaml'),
    `limbeck: 1\nprofiles:\n  default:\n    models:\n      teacher: ${bound}\n`,
  );
});
afterAll(async () => {
  await limbeck(['down'], { cwd: folder });
  await teacher.close();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: folder });

test('a run says what failed and how it is tried again, and --retry-failed tries that and nothing else', async () => {
  expect(await cli('run', 'recipe.yaml', '--name', 'first')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^read: 5 rows {2}1 failed {2}6 calls/m),
    stderr: 'Failed and left out: 1 row of read. This tries them again:\n  limbeck resume first --retry-failed\n',
  });
  expect((await cli('show', 'first/read')).stdout).toContain('limbeck resume first --retry-failed tries 1 again');
  const before = teacher.requests.length;
  expect(await cli('resume', 'first', '--retry-failed')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Trying again: 1 row of read\.\n[^]*^read: 6 rows {2}7 calls[^]*^keep: 6 rows/m),
    stderr: '',
  });
  expect(teacher.requests.slice(before).map(({ messages }) => messages[0]!.content)).toEqual(['question 2']);
  expect(await cli('resume', 'first', '--retry-failed')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Run "first" has no failed rows to try again.'),
  });
});
