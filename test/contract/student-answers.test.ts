import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sampling } from '../../src/core/models/model-request.js';
import type { ProviderRequest } from '../../src/models/contract.js';
import { createOnnxProvider } from '../../src/models/onnx/onnx-provider.js';
import { createEnvironment } from '../../src/trainer/create-environment.js';
import { trainerFiles } from '../../src/trainer/trainer-files.js';
import { repoRoot } from '../support/source-tree.js';

const samplings: Sampling[] = [
  { max_tokens: 24 },
  {},
  { max_tokens: 40, presence_penalty: 1.5 },
  { max_tokens: 24, stop: ['e', 'zzz'] },
  { max_tokens: 30, stop: ['\n\n'], temperature: 0 },
  { max_tokens: 1 },
];

function requestOf(_: unknown, at: number): ProviderRequest {
  const system = at % 4 === 0 ? [{ role: 'system' as const, content: 'Be brief, be clear, be – naïve 🙂.' }] : [];
  // Every seventeenth is longer than what the student can look at.
  const content =
    at % 17 === 16 ? 'word '.repeat(120) : `Say ${at * 37} ${'please '.repeat(at % 6)}and ${'äöü'.repeat(at % 3)}`;
  const talk = [...system, { role: 'user' as const, content }];
  const later =
    at % 5 === 0
      ? [
          { role: 'assistant' as const, content: 'Why?' },
          { role: 'user' as const, content: 'So.' },
        ]
      : [];
  return { messages: [...talk, ...later], sampling: samplings[at % samplings.length]! };
}

test('an exported student answers in this process as it does in the trainer: text, ending and tokens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-answers-'));
  const requests = Array.from({ length: 51 }, requestOf);
  const lines = requests.map((request, index) => `${JSON.stringify({ index, ...request })}\n`);
  writeFileSync(join(folder, 'requests.jsonl'), lines.join(''));
  const { python } = await createEnvironment({ report: () => undefined });
  execFileSync(python, [join(repoRoot, 'test', 'contract', 'answer_as_trainer.py'), folder], {
    env: { ...process.env, PYTHONPATH: trainerFiles().source },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const replies = readFileSync(join(folder, 'replies.jsonl'), 'utf8').trim().split('\n');
  const theirs = replies.map((line) => {
    const { text, finish_reason, prompt_tokens, completion_tokens } = JSON.parse(line) as Record<
      string,
      string | number
    >;
    return { text, finish_reason, usage: { prompt_tokens, completion_tokens } };
  });
  const provider = createOnnxProvider({ folder: join(folder, 'onnx'), batchRows: 16 });
  const ours = await provider.callAll(requests, { signal: new AbortController().signal, work: folder });
  await provider.close();
  expect(ours.map(({ answer }) => answer)).toEqual(theirs);
  expect(new Set(theirs.map((reply) => reply.finish_reason))).toEqual(new Set(['length', 'stop', 'prompt-too-long']));
  rmSync(folder, { recursive: true });
});
