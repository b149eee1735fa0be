import { join } from 'node:path';
import { growRound } from '../../activities/runtime/rows/grow-round.js';
import { runChunk } from '../../activities/runtime/rows/run-chunk.js';
import { runReduce } from '../../activities/runtime/rows/run-reduce.js';
import { importData } from '../../activities/runtime/step/import-data.js';
import { prepareStep } from '../../activities/runtime/step/prepare-step.js';
import type { StepOutput } from '../../src/core/ports.js';
import { writeTinyEncoder } from '../support/tiny-encoder.js';
import { completion } from '../support/echo-teacher.js';
import { openVerbWorld, verbScope as scope, type OpenRun, type VerbWorld } from '../support/verb-world.js';

let world: VerbWorld;
beforeEach(async () => {
  // Two teachers at one address: the second spells its answers otherwise, and does not know about boats.
  world = await openVerbWorld({
    script: ({ model, messages }) => {
      if (!messages) return undefined;
      const asked = messages.at(-1)!.content;
      return { body: completion(model === 'second' ? `${asked.replace('boat', 'ship').toUpperCase()}.` : asked) };
    },
  });
});
afterEach(() => world.close());

const texts = ['my card was declined', 'my card was declined', 'top up', 'why was my card declined'];
const dedup = { id: 'dedup', use: 'refine/dedup-embedding', shape: 'reduce', from: { rows: 'seeds' } } as const;

async function reduce(run: string, given: OpenRun): Promise<StepOutput> {
  const deps = await world.open(run, given);
  const seeds = await importData(deps, { run, name: 'seeds' }, scope);
  const step = { run, step: given.step.id };
  const { key, inputs, models } = await prepareStep(deps, { ...step, upstream: { seeds } });
  return runReduce(deps, { ...step, key, inputs, models, started_ms: 0 }, scope);
}

const encoder = (): NonNullable<OpenRun['model']> => {
  writeTinyEncoder(join(world.folder, 'encoder'), { gives: 'token-vectors' });
  return {
    provider: 'onnx-embed',
    access: ['embeddings'],
    identity: { provider: 'onnx-embed', digest: 'e'.repeat(64) },
    path: 'encoder',
    encoder: { pooling: 'mean', normalize: true },
    queue: 'cpu',
  };
};

test('an encoder of the project embeds rows in this process; its vectors are in the ledger, and nobody is charged', async () => {
  const step = {
    ...dedup,
    models: { model: ['model'] },
    with: { model: 'model', threshold: 0.999999, texts_at_once: 3 },
  };
  const output = await reduce('first', { step, rows: texts, model: encoder() });
  const kept = world.artifacts.rowsOf(output.outputs['rows']!).map((row) => row['prompt']);
  expect(kept).toEqual([texts[0], texts[2], texts[3]]);
  expect(await world.ledger.count()).toBe(3);
  expect(await world.ledger.spend()).toMatchObject({ calls: 0, prompt_tokens: 0 });
  for await (const { answer } of world.ledger.scan()) expect(answer).toMatchObject({ kind: 'embedding', text: '' });
});

const endpoint = (): NonNullable<OpenRun['model']> => ({
  provider: 'openai',
  access: ['embeddings', 'completions'],
  base_url: world.teacher.baseUrl,
  model: 'small',
  price: { input_usd_per_million: 10, output_usd_per_million: 10 },
});

test('an endpoint is paid for a text once: the next run asks for none, and its calls say what was asked', async () => {
  const step = { ...dedup, models: { model: ['model'] }, with: { model: 'model', threshold: 0.9999999 } };
  const first = await reduce('first', { step, rows: texts, model: endpoint() });
  expect(world.teacher.paths).toEqual(Array(3).fill('/v1/embeddings'));
  const letters = 'my card was declinedtop upwhy was my card declined'.length;
  expect(await world.ledger.spend('first')).toMatchObject({
    calls: 3,
    prompt_tokens: letters,
    cost_nanousd: letters * 10_000,
  });

  const other = { ...step, with: { ...step.with, threshold: 0.5 } };
  const second = await reduce('second', { step: other, rows: texts, model: endpoint() });
  expect(world.teacher.requests).toHaveLength(3);
  expect(second.outputs['rows']).not.toBe(first.outputs['rows']);
});

test('raw completions grow rows through the same ledger, one draw for each call', async () => {
  const step = {
    id: 'ask',
    use: 'elicit/magpie',
    shape: 'grow',
    from: { seeds: 'seeds' },
    models: { model: ['model'] },
    with: {
      model: 'model',
      pre_query: '<|system|>{{ prompt }}<|user|>',
      target: 2,
      calls_per_round: 2,
      min_words: 1,
      max_words: 50,
      temperature: 1,
      top_p: 1,
      max_tokens: 9,
    },
  } as const;
  const deps = await world.open('grown', { step, rows: ['You tutor.', 'You plan.'], model: endpoint() });
  const seeds = await importData(deps, { run: 'grown', name: 'seeds' }, scope);
  const of = { run: 'grown', step: 'ask' };
  const { key, inputs, models } = await prepareStep(deps, { ...of, upstream: { seeds } });
  const round = { ...of, key, inputs, models, round: 0 };
  expect(await growRound(deps, round, scope)).toMatchObject({ made: 2, finished: true });
  expect(world.teacher.requests.map(({ prompt }) => prompt)).toEqual([
    '<|system|>You tutor.<|user|>',
    '<|system|>You plan.<|user|>',
  ]);
  expect(await growRound(deps, { ...round }, scope)).toMatchObject({ made: 2 });
  expect(world.teacher.requests).toHaveLength(2);
});

test('two teachers behind one role are asked side by side, each answer paid for under its own key', async () => {
  const teachers = (names: readonly string[]): OpenRun['models'] =>
    Object.fromEntries(names.map((name) => [name, { ...endpoint(), access: ['chat'], model: name }]));
  const step = {
    id: 'vote',
    use: 'elicit/label',
    shape: 'map',
    from: { rows: 'seeds' },
    models: { model: ['first'], voters: ['second'] },
    with: { model: 'first', voters: ['second'], temperature: 0 },
    produces: 'sft',
  } as const;
  const models = teachers(['first', 'second'])!;
  const deps = await world.open('votes', { step, rows: ['a red car', 'a boat'], models });
  const seeds = await importData(deps, { run: 'votes', name: 'seeds' }, scope);
  const of = { run: 'votes', step: 'vote' };
  const prepared = await prepareStep(deps, { ...of, upstream: { seeds } });
  const chunk = {
    ...of,
    key: prepared.key,
    inputs: prepared.inputs,
    models: prepared.models,
    part: 'rows',
    from: 0,
    to: 2,
  };
  expect(await runChunk(deps, chunk, scope)).toEqual({ out: 1, rejected: 1, failed: 0 });
  const read = async (what: 'rows' | 'calls'): Promise<unknown[]> => {
    const rows: unknown[] = [];
    for await (const row of deps.artifacts.readChunk(prepared.key, 'rows-0-2', what)) rows.push(row);
    return rows;
  };
  expect(await read('rows')).toMatchObject([{ completion: 'a red car', agreement: 1 }]);
  expect(await read('calls')).toMatchObject([
    { role: 'model', model: 'first' },
    { role: 'voters', model: 'second' },
    { role: 'model', model: 'first' },
    { role: 'voters', model: 'second' },
  ]);
  expect(await world.ledger.spend('votes')).toMatchObject({ calls: 4 });
});
