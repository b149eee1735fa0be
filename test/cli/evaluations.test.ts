import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../schemas/generated/report.js';
import { completion, startEchoTeacher, type EchoTeacher } from '../support/echo-teacher.js';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';
import { writeTinyEncoder } from '../support/tiny-encoder.js';

let folder: string;
let server: EchoTeacher;
beforeAll(async () => {
  server = await startEchoTeacher({ script: (request) => ({ body: replyTo(request) }) });
  folder = mkdtempSync(join(tmpdir(), 'limbeck-evaluations-'));
  writeTinyEncoder(join(folder, 'encoder'), { gives: 'token-vectors' });
  const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  writeFileSync(join(folder, 'asked.jsonl'), lines(asked));
  writeFileSync(join(folder, 'pairs.jsonl'), lines(pairs));
  writeFileSync(join(folder, 'limbeck.yaml'), bindings(server.baseUrl));
  writeFileSync(join(folder, 'recipe.yaml'), recipe);
});
afterAll(async () => {
  await limbeck(['down'], { cwd: folder });
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

const asked = Array.from({ length: 12 }, (_, at) => ({
  prompt: `Is ${at} even?`,
  completion: at % 2 === 0 ? 'yes' : 'no',
  text: ' a text that both score',
}));
const pairs = [
  { query: 'the rent is due', positive: 'the rent is due', negatives: ['a notice of six months', 'in writing'] },
  { query: 'in writing', positive: 'in writing', negatives: ['the rent is due'] },
];

/** "good" knows; "poor" says yes, and maybe to 11; the judge takes the answer that is right, else what stands first. */
function replyTo({ model, messages }: { readonly model: string; readonly messages?: readonly { content: string }[] }) {
  const said = messages?.at(-1)?.content;
  if (said === undefined) return undefined;
  const [, number = '0'] = /Is (\d+) even/.exec(said) ?? [];
  const right = Number(number) % 2 === 0 ? 'yes' : 'no';
  if (model === 'judge') {
    const [, second = ''] = /<second>\n([^]*?)\n<\/second>/.exec(said) ?? [];
    return completion(JSON.stringify({ reason: `${number} is known.`, better: second === right ? 'second' : 'first' }));
  }
  return completion(model === 'good' ? right : number === '11' ? 'maybe' : 'yes');
}

const bindings = (baseUrl: string): string => `limbeck: 1
profiles:
  default:
    models:
${['good', 'poor', 'judge']
  .map(
    (name) =>
      `      ${name}: { provider: openai, base_url: '${baseUrl}', model: ${name}, access: [chat, prompt_logprobs], terms: { training_on_output: allowed } }\n`,
  )
  .join(
    '',
  )}      encoder: { provider: onnx-embed, path: encoder, access: [embeddings], pooling: mean, normalize: true, max_tokens: 16 }
`;

const recipe = `limbeck: 1
name: measures
version: 0.1.0
description: Measure in every way there is beside exact answers.
license: Apache-2.0
skill: natural-language-understanding
role: capability-transfer
models:
  good: { needs: [chat] }
  poor: { needs: [chat] }
  judge: { needs: [chat] }
  encoder: { needs: [embeddings] }
data:
  asked: { file: asked.jsonl, kind: sft, license: CC0-1.0, use: evaluation }
  pairs: { file: pairs.jsonl, kind: pair, license: CC0-1.0, use: evaluation }
budget: { calls: 1000 }
steps:
  - id: labels
    use: evaluate/classification
    from: asked
    with: { models: [good, poor], labels: ['yes', 'no'] }
    gate: metrics.good.macro_f1 >= 1.0 && metrics.poor.accuracy_low <= metrics.poor.majority_baseline
  - id: duel
    use: evaluate/judge-compare
    from: asked
    with: { models: [good], baseline: poor, judge: judge }
    gate: metrics.good.win_rate > 0.5
  - id: found
    use: evaluate/retrieval
    from: pairs
    with: { models: [encoder], k: 2 }
  - id: like
    use: evaluate/kl-to-teacher
    from: asked
    with: { models: [poor], teacher: good, field: text, prompt: '{{ prompt }}', top: 2 }
`;

const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: folder });

test('labels, duels, rankings and distributions are measured over real endpoints and a real encoder, and reported', async () => {
  const { code, stdout, stderr } = await cli('run', 'recipe.yaml');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^labels: gate met: /m);
  expect(stdout).toMatch(/^duel: gate met: /m);
  const file = join(folder, '.limbeck', 'runs', 'measures-1', 'report.json');
  const { evaluations } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const metricsOf = (step: string, model: string): Record<string, number> =>
    Object.fromEntries(
      Object.entries(
        evaluations.find((it) => it.step === step)!.models.find(({ name }) => name === model)!.metrics,
      ).map(([name, { value }]) => [name, value]),
    );
  expect(metricsOf('labels', 'good')).toMatchObject({ accuracy: 1, macro_f1: 1, invented_labels: 0 });
  expect(metricsOf('labels', 'poor')).toMatchObject({ accuracy: 0.5, majority_baseline: 0.5, invented_labels: 1 / 12 });
  // The six even ones are equal; of the six odd ones every verdict holds in both orders.
  expect(metricsOf('duel', 'good')).toMatchObject({ win_rate: 0.75, undecidable: 0, position_flips: 0, no_answer: 0 });
  expect(metricsOf('found', 'encoder')).toEqual({ ndcg: 1, recall: 1, mrr: 1 });
  // One server scores for both.
  expect(metricsOf('like', 'poor')).toMatchObject({ kl: 0, agreement: 1 });

  const duel = evaluations.find(({ step }) => step === 'duel')!;
  expect(duel.models.map(({ name }) => name)).toEqual(['good']);
  expect(duel.examples.map(({ chosen, gold_name: name }) => [chosen, name])).toContainEqual([
    'correct',
    'baseline answer',
  ]);
  expect(duel.tables!.map(({ title }) => title)).toEqual(['Verdicts', 'Position bias of the judge']);

  const { stdout: told } = await cli('report', 'measures-1');
  expect(told).toMatch(/Confusion matrix, gold by predicted/);
  expect(told).toMatch(/good +poor +6 +6 +0 +0 +0\.031/);
  expect(told).toMatch(/kl \(nats\)/);
  expect(told).toMatch(/\(lower is better\)/);
  const html = readFileSync(join(folder, '.limbeck', 'runs', 'measures-1', 'report.html'), 'utf8');
  expect(html).toContain('Position bias of the judge');
  expect(html).toContain('higher is better; whiskers: interval');
});

test('a step is estimated and previewed with the models that help, those of a local encoder unasked', async () => {
  const plan = await cli('plan', 'recipe.yaml', '--json');
  expect(plan.code).toBe(0);
  const { steps } = JSON.parse(plan.stdout) as { steps: { id: string; estimate?: { calls: { high: number } } }[] };
  expect(steps.map(({ id }) => id)).toEqual(['labels', 'duel', 'found', 'like']);
  const preview = await cli('preview', 'recipe.yaml', 'duel', '--rows', '2', '--json');
  expect(preview.code).toBe(0);
  const shown = preview.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { row: { verdict: string } });
  expect(shown.map(({ row }) => row.verdict)).toEqual(['tie', 'win']);
});

test('the calls behind a judged row are those of the model, the baseline and the judge', async () => {
  const rows = await cli('records', 'measures-1/duel.good', '--json');
  const row = rows.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; verdict: string })
    .find(({ verdict }) => verdict === 'win')!;
  const { stdout } = await cli('trace', `measures-1/duel.good/${row.id}`, '--json');
  const roles = [...stdout.matchAll(/"role":\s*"(models|baseline|judge)"/g)].map(([, role]) => role);
  expect(roles).toHaveLength(4);
  expect(new Set(roles)).toEqual(new Set(['models', 'baseline', 'judge']));
});
