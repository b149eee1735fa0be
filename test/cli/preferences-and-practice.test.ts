import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';

/** One student through the three bases of training: tuned on replies, then on pairs of them, then let practise. */
const RECIPE = `limbeck: 1
name: echo
version: 0.1.0
description: Teach a student to repeat a number, to prefer saying so, and to practise it.
skill: instruction-following
vertical: general
role: capability-transfer
license: Apache-2.0
personal_data: none
models:
  small: { needs: [weights] }
data:
  replies: { file: replies.jsonl, kind: sft, license: CC0-1.0 }
  pairs: { file: pairs.jsonl, kind: preference, license: CC0-1.0 }
  prompts: { file: prompts.jsonl, kind: prompt, license: CC0-1.0 }
budget: { calls: 1 }
steps:
  - id: tune
    use: distill/sft
    from: replies
    with: { student: small, epochs: 12, batch_size: 4 }
  - id: prefer
    use: distill/dpo
    from: pairs
    with: { student: tune, reference: tune, learning_rate: 5.0e-4, batch_size: 8, epochs: 2 }
  - id: practise
    use: distill/grpo
    from: prompts
    with:
      student: prefer
      rewards: { verifier: { gold: gold, compare: number } }
      max_new_tokens: 16
      learning_rate: 5.0e-4
      max_steps: 4
`;

const config = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: 32,
  intermediate_size: 48,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  num_key_value_heads: 1,
  max_position_embeddings: 96,
  tie_word_embeddings: true,
};

function createProject(): string {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-practice-'));
  const numbers = Array.from({ length: 32 }, (_, index) => index * 37);
  const write = (name: string, row: (n: number) => unknown): void =>
    writeFileSync(join(folder, name), numbers.map((n) => `${JSON.stringify(row(n))}\n`).join(''));
  write('replies.jsonl', (n) => ({ prompt: `Say ${n}`, completion: `It is ${n}.` }));
  write('pairs.jsonl', (n) => ({ prompt: `Say ${n}`, chosen: `It is ${n}.`, rejected: `Is it ${n}?` }));
  write('prompts.jsonl', (n) => ({ prompt: `Say ${n}`, gold: String(n % 10) }));
  mkdirSync(join(folder, 'student'));
  writeFileSync(join(folder, 'student', 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'recipe.yaml'), RECIPE);
  writeFileSync(
    join(folder, 'limbeck.yaml'),
    `limbeck: 1
profiles:
  default:
    models:
      small:
        provider: transformers
        path: student
        tokenizer: { vocab_size: 300, train_on: [replies.jsonl] }
`,
  );
  return folder;
}

const folder = createProject();
const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: folder });
afterAll(async () => {
  await cli('down');
  rmSync(folder, { recursive: true, force: true });
});

test('a student is tuned, learns what is preferred and practises, and its models are found again', async () => {
  const { code, stdout, stderr } = await cli('run', 'recipe.yaml', '--json');
  expect([code, stderr]).toEqual([0, '']);
  const first = finished(stdout);
  expect(first.map(({ step, reused }) => [step, reused])).toEqual([
    ['tune', false],
    ['prefer', false],
    ['practise', false],
  ]);
  const report = JSON.parse((await cli('report', 'echo-1', '--json')).stdout) as {
    readonly trainings: readonly { readonly step: string; readonly steps: number; readonly rows: number }[];
  };
  expect(report.trainings.map(({ step, steps, rows }) => [step, steps, rows])).toEqual([
    ['tune', 96, 32],
    ['prefer', 8, 32],
    ['practise', 4, 32],
  ]);
  const again = await cli('run', 'recipe.yaml', '--json');
  const second = finished(again.stdout);
  expect(second.map(({ reused }) => reused)).toEqual([true, true, true]);
  expect(second.map(({ outputs }) => outputs)).toEqual(first.map(({ outputs }) => outputs));
  // Three trainers load PyTorch one after the other.
}, 900_000);

interface StepFinished {
  readonly type: string;
  readonly step: string;
  readonly reused: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

function finished(lines: string): readonly StepFinished[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StepFinished)
    .filter(({ type }) => type === 'step-finished');
}
