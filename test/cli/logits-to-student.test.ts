import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';

/**
 * A teacher is trained, answers, and says what it holds likely at each place of its answers; a student learns from that
 * without the teacher in memory, and another with it. The real product, trainer and all.
 */
const folder = mkdtempSync(join(tmpdir(), 'limbeck-logits-'));
const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: folder });
afterAll(async () => {
  await cli('down');
  rmSync(folder, { recursive: true, force: true });
});

const RECIPE = `limbeck: 1
name: tiny-kd
version: 0.1.0
description: Hand a tiny teacher's distribution over tokens to a tiny student.
skill: natural-language-generation
role: compression
license: Apache-2.0
models:
  blank: { needs: [weights] }
data:
  gold: { file: gold.jsonl, kind: sft }
  prompts: { file: prompts.jsonl, kind: prompt }
steps:
  - { id: teacher, use: distill/sft, from: gold, with: { student: blank, max_steps: 120, batch_size: 8 } }
  - { id: answered, use: elicit/label, from: prompts, with: { model: teacher, max_tokens: 12 } }
  - { id: scored, use: elicit/top-logits, from: answered, with: { model: teacher, top: 8 } }
  - { id: kept, use: refine/where, from: scored, with: { keep: "row.n % 3 != 0" } }
  - { id: cached, use: distill/logit-kd, from: kept, with: { student: blank, max_steps: 60, batch_size: 8 } }
  - id: live
    use: distill/logit-kd
    from: answered
    with: { student: blank, teacher: teacher, divergence: jsd, max_steps: 10, batch_size: 8 }
`;

const CONFIG = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  vocab_size: 300,
  hidden_size: 32,
  intermediate_size: 48,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  num_key_value_heads: 1,
  max_position_embeddings: 96,
  tie_word_embeddings: true,
};

const jsonLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

beforeAll(() => {
  mkdirSync(join(folder, 'blank'));
  writeFileSync(join(folder, 'blank', 'config.json'), JSON.stringify(CONFIG));
  const numbers = Array.from({ length: 24 }, (_, n) => n);
  const gold = numbers.map((n) => ({ prompt: `Say ${n * 37}`, completion: `It is ${n * 37}.` }));
  writeFileSync(join(folder, 'gold.jsonl'), jsonLines(gold));
  writeFileSync(join(folder, 'prompts.jsonl'), jsonLines(numbers.map((n) => ({ prompt: `Say ${n * 41}`, n }))));
  writeFileSync(join(folder, 'recipe.yaml'), RECIPE);
  writeFileSync(
    join(folder, 'limbeck.yaml'),
    `limbeck: 1
profiles:
  default:
    models:
      blank: { provider: transformers, path: blank, tokenizer: { vocab_size: 300, train_on: [gold.jsonl] } }
`,
  );
});

const rowsOf = async (step: string): Promise<Record<string, unknown>[]> => {
  const { stdout } = await cli('records', `tiny-kd-1/${step}`, '--json', '--rows', 'all');
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

// Four times a trainer starts and loads PyTorch: on a busy machine that alone takes minutes.
const LONG = 1_200_000;

test(
  'what a teacher says of each token goes from the teacher through a filter into a student',
  async () => {
    const run = await cli('run', 'recipe.yaml');
    expect([run.code, run.stderr]).toEqual([0, '']);
    const answered = await rowsOf('answered');
    const scored = await rowsOf('scored');
    expect(scored).toHaveLength(24);
    for (const [at, row] of scored.entries()) {
      expect(row).toMatchObject({ prompt: answered[at]!['prompt'], completion: answered[at]!['completion'] });
      expect(row['values']).toEqual({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: expect.any(Number) });
      const { length } = row['completion_ids'] as number[];
      expect((row['values'] as { bytes: number }).bytes).toBe(64 + 4 * (2 * 8 * length + 2 * length));
    }
    expect(new Set(scored.map((row) => row['tokenizer'])).size).toBe(1);
    expect((await rowsOf('kept')).map((row) => row['values'])).toEqual(
      scored.filter((row) => (row['n'] as number) % 3 !== 0).map((row) => row['values']),
    );
  },
  LONG,
);

test('the students came closer to the teacher, from its values and from itself', async () => {
  for (const step of ['cached', 'live']) {
    const shown = await cli('show', `tiny-kd-1/${step}`, '--json');
    const { training } = (JSON.parse(shown.stdout) as { record: { training: Training } }).record;
    const distances = training.metrics['divergence']!.map(([, value]) => value!);
    expect(distances.at(-1)!).toBeLessThan(distances[0]! * (step === 'cached' ? 0.5 : 0.95));
    expect(training.metrics['cross_entropy']).toHaveLength(distances.length);
  }
});

interface Training {
  readonly metrics: Readonly<Record<string, readonly (readonly number[])[]>>;
}

test('values are handed over beside exported rows, and looked at by doctor', async () => {
  const exported = await cli('export', 'tiny-kd-1/kept', '--to', 'jsonl', 'rows');
  expect([exported.code, exported.stderr]).toEqual([0, expect.any(String)]);
  const side = join(folder, 'rows', 'data', 'train.side');
  expect(readdirSync(side).toSorted()).toEqual(['side.bin', 'side.idx']);
  expect(readFileSync(join(side, 'side.bin')).toString('latin1', 0, 8)).toBe('LBLOGIT1');
  expect(readFileSync(join(folder, 'rows', 'README.md'), 'utf8')).toContain('`data/train.side/side.bin`');
  const sound = await cli('doctor', '--deep');
  expect(sound.stdout).not.toContain('side.bin');
  // Through a shell, as a disk would: one byte of the values, wherever they lie.
  const files = execFileSync('find', [join(folder, '.limbeck', 'artifacts', 'data'), '-name', 'side.bin'], {
    encoding: 'utf8',
  });
  const [first] = files.trim().split('\n');
  const bytes = readFileSync(first!);
  bytes[100]! ^= 1;
  writeFileSync(first!, bytes);
  const damaged = await cli('doctor', '--deep');
  expect(damaged.stdout).toContain('side.bin does not match its digest');
});
