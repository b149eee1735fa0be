import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import type { StudentEngine } from '../../src/models/onnx/contract.js';
import { openStudentEngine } from '../../src/models/onnx/open-student-engine.js';
import type { StudentServer } from '../../src/serve/serve-student.js';
import { TINY, writeTinyStudent } from '../support/tiny-student.js';
import { startServer } from './start-server.js';

const model = 'run-1/student';
const folder = mkdtempSync(join(tmpdir(), 'limbeck-served-'));
let engine: StudentEngine;
let server: StudentServer;
let client: OpenAI;

beforeAll(async () => {
  engine = await openStudentEngine({ folder: writeTinyStudent(join(folder, 'tiny')), batchRows: 8 });
  server = await startServer(engine, { concurrent: 8, queue: 32 });
  client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
});
afterAll(async () => {
  await server.stop(0);
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** Greedy for even ones, drawn for odd ones. */
const request = (at: number) => ({
  model,
  prompt: String.fromCodePoint(97 + at),
  max_tokens: 4 + (at % 5),
  temperature: at % 2,
  seed: at,
});

async function ask(at: number): Promise<string> {
  const { choices } = await client.completions.create(request(at));
  return choices[0]!.text;
}

async function askStreamed(at: number): Promise<string> {
  let text = '';
  for await (const { choices } of await client.completions.create({ ...request(at), stream: true }))
    text += choices[0]?.text ?? '';
  return text;
}

test('sixteen requests at once, whole and streamed, get what they get one by one', async () => {
  const indices = Array.from({ length: 16 }, (_, index) => index);
  const alone: string[] = [];
  for (const index of indices) alone.push(await ask(index));
  expect(new Set(alone).size).toBeGreaterThan(8);
  expect(await Promise.all([...indices.map(ask), ...indices.map(askStreamed)])).toEqual([...alone, ...alone]);
});

test('the pieces of a stream are its text, and its log-probabilities those of the whole reply', async () => {
  const wanted = { model, prompt: 'a🙂b', max_tokens: 12, temperature: 2, seed: 4, logprobs: 2 };
  const whole = await client.completions.create(wanted);
  const tokens: string[] = [];
  let text = '';
  for await (const { choices } of await client.completions.create({ ...wanted, stream: true })) {
    text += choices[0]!.text;
    tokens.push(...(choices[0]!.logprobs?.tokens ?? []));
  }
  expect({ text, tokens }).toEqual({ text: whole.choices[0]!.text, tokens: whole.choices[0]!.logprobs!.tokens });
});

test('a reply ends where the context does, and a prompt without room for one is refused', async () => {
  const create = (length: number) =>
    client.completions.create({ model, prompt: 'x'.repeat(length), max_tokens: 1000, stop: ['never said'] });
  const { choices, usage } = await create(TINY.context - 2);
  expect([choices[0]!.finish_reason, usage!.completion_tokens]).toEqual(['length', 2]);
  await expect(create(TINY.context)).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded' });
});
