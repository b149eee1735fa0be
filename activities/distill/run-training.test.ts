import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import type { TrainerEvent } from '../../schemas/generated/trainer-event.js';
import type { Student } from '../../schemas/generated/trainer-job.js';
import { createTransformersProvider } from '../../src/models/transformers/transformers-provider.js';
import { createEnvironment } from '../../src/trainer/create-environment.js';
import { objectives } from './index.js';
import { runTrainingJob } from './run-training.js';

const config = {
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
const sft = objectives.find(({ id }) => id === 'sft')!;

function newWorld(): { folder: string; rows: string; student: Student } {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-distill-'));
  const rows = join(folder, 'rows.jsonl');
  const row = (i: number): string => JSON.stringify({ id: `r${i}`, prompt: `Say ${i}`, completion: `It is ${i}.` });
  writeFileSync(rows, Array.from({ length: 40 }, (_, i) => `${row(i)}\n`).join(''));
  const path = join(folder, 'student');
  mkdirSync(path);
  writeFileSync(join(path, 'config.json'), JSON.stringify(config));
  return { folder, rows, student: { path, initial: 'random', tokenizer: { vocab_size: 300, train_on: [rows] } } };
}

test('each objective says what a method says, with a schema that holds', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, keywords: ['x-limbeck'] });
  for (const objective of objectives) {
    expect(objective.needs['student']).toEqual(['weights']);
    expect(ajv.validateSchema(objective.params)).toBe(true);
    const validate = ajv.compile(objective.params);
    const least = objective.engine === 'online' ? { student: 'tiny', rewards: { verifier: {} } } : { student: 'tiny' };
    expect([objective.id, validate(least)]).toEqual([objective.id, true]);
    const { student: _, ...rest } = least;
    expect([objective.id, validate(rest)]).toEqual([objective.id, false]);
  }
});

test('the real trainer, stopped in the midst, goes on; its model answers through the provider', async () => {
  const { python } = await createEnvironment({ report: () => undefined });
  const { folder, rows, student } = newWorld();
  const input = {
    objective: sft,
    params: { student: 'tiny', epochs: 30, batch_size: 8, save_steps: 10 },
    models: { student },
    inputs: { rows: { kind: 'sft', files: [rows] } },
    seed: 3,
    work: join(folder, 'work'),
    threads: 1,
  };
  const stop = new AbortController();
  const reason = new Error('the worker stops');
  const stopAtFirstCheckpoint = (event: TrainerEvent): void => {
    if (event.event === 'checkpoint') stop.abort(reason);
  };
  await expect(runTrainingJob(input, { python, signal: stop.signal, onEvent: stopAtFirstCheckpoint })).rejects.toBe(
    reason,
  );

  const events: TrainerEvent[] = [];
  const { signal } = new AbortController();
  const model = await runTrainingJob(input, { python, signal, onEvent: (event) => events.push(event) });
  const resumed = events.find((event) => event.event === 'resumed');
  expect(resumed?.step).toBeGreaterThanOrEqual(10);
  expect(model.facts).toMatchObject({ steps: 150, rows: 40, device: 'cpu', threads: 1 });
  expect(model.warnings).toEqual([]);

  const provider = createTransformersProvider({
    student: { path: model.folder, initial: 'weights' },
    seed: 3,
    trainer: { python: () => Promise.resolve(python) },
    batchRows: 2,
  });
  const ask = (text: string, temperature = 0) => ({
    messages: [{ role: 'user' as const, content: text }],
    sampling: { temperature, max_tokens: 20 },
  });
  const work = join(folder, 'answers');
  const answers = await provider.callAll([ask('Say 7'), ask('Say 12'), ask('Say 7', 1), ask('Say 7')], {
    signal,
    work,
  });
  expect(answers.map(({ answer }) => answer.text.slice(0, 5))).toEqual(['It is', 'It is', expect.any(String), 'It is']);
  // Equal requests get equal answers, whichever batch they fall into.
  expect(answers[3]).toEqual(answers[0]);
  expect(answers[0]!.answer.usage.prompt_tokens).toBeGreaterThan(5);
});

test('what the trainer refuses comes out with its code and hint', async () => {
  const { python } = await createEnvironment({ report: () => undefined });
  const { folder, rows, student } = newWorld();
  const bad = join(folder, 'bad.jsonl');
  copyFileSync(rows, bad);
  writeFileSync(bad, `${readFileSync(rows, 'utf8')}{"id":"x","prompt":"p","completion":7}\n`);
  const input = {
    objective: sft,
    params: {},
    models: { student },
    inputs: { rows: { kind: 'sft', files: [bad] } },
    seed: 0,
    work: join(folder, 'work'),
  };
  await expect(runTrainingJob(input, { python, signal: new AbortController().signal })).rejects.toMatchObject({
    code: 'row-invalid',
    kind: 'fatal',
    message: expect.stringContaining(`${bad}:41 (row x): completion must be text`),
    hint: 'Mend or filter out such rows before this step.',
  });
});
