import type { Plan, PlanInput, PlanModelRef, PlanStep } from '../../schemas/generated/plan.js';
import { sha256Hex } from '../../src/core/digest.js';

/** The plan of a made-up run, in the shape of recipes/examples/contract-terms. */
export const heldOutRows = 120;

interface StepSketch {
  readonly id: string;
  readonly use: string;
  readonly shape: PlanStep['shape'];
  readonly inputs?: readonly PlanInput[];
  readonly models?: readonly PlanModelRef[];
  readonly parts?: readonly string[];
  readonly produces: string;
  readonly gate?: string;
}

function planStep({
  id,
  use,
  shape,
  inputs = [],
  models = [],
  parts = ['rows'],
  produces,
  gate,
}: StepSketch): PlanStep {
  const [stage, method] = use.split('/') as [PlanStep['stage'], string];
  const range = { low: 0, high: 4000 };
  return {
    id,
    use,
    stage,
    method,
    method_version: 1,
    shape,
    inputs: [...inputs],
    models: [...models],
    needs: inputs.flatMap((input) => (input.source === 'step' ? [input.name] : [])),
    with: {},
    produces,
    outputs: shape === 'measure' ? [...parts] : ['rows'],
    columns: ['id', 'prompt', 'completion'],
    failures: { max_share: 0.01 },
    parts: parts.map((name) => ({ name, queue: 'cpu', chunk_rows: 500, window: 8 })),
    activity: {
      start_to_close_ms: 60_000,
      heartbeat_ms: 10_000,
      retry: { initial_ms: 100, backoff: 2, max_ms: 1000, attempts: 3 },
    },
    identity: { use },
    estimate: { rows: range, calls: range, prompt_tokens: range, completion_tokens: range },
    ...(gate === undefined ? {} : { gate }),
  };
}

const fromStep = (port: string, name: string): PlanInput => ({ port, source: 'step', name });
const fromData = (port: string, name: string): PlanInput => ({ port, source: 'data', name });
const model = (role: string, name: string): PlanModelRef => ({ role, source: 'model', name });
const made = (role: string, name: string): PlanModelRef => ({ role, source: 'step', name });

export const measured = ['teacher', 'student', 'tune-gold', 'tune'] as const;

const dataSet = (name: string, kind: string, rows: number, evaluation = false) => ({
  name,
  file: `${name}.jsonl`,
  format: 'jsonl' as const,
  gzip: false,
  kind,
  license: 'CC0-1.0',
  evaluation,
  digest: sha256Hex(name),
  columns: ['prompt', 'completion'],
  rows,
});

export const plan: Plan = {
  plan_version: 1,
  recipe: {
    name: 'contract-terms',
    version: '0.1.0',
    description: 'Read start date, duration and notice period out of a contract clause, on a laptop.',
    license: 'Apache-2.0',
    skill: 'natural-language-understanding',
    vertical: 'law',
    role: 'capability-transfer',
    file: 'recipe.yaml',
    digest: sha256Hex('recipe'),
  },
  profile: 'default',
  seed: 0,
  params: { clauses: 4000, style: "a clerk's" },
  models: {
    teacher: {
      name: 'teacher',
      provider: 'openai',
      access: ['chat'],
      identity: { provider: 'openai', base_url: 'http://127.0.0.1:8000/v1', model: 'contract-clerk' },
      base_url: 'http://user:secret@127.0.0.1:8000/v1',
      model: 'contract-clerk',
      label: 'rule-based',
      api_key: { env: 'TEACHER_KEY' },
      price: { input_usd_per_million: 0.4, output_usd_per_million: 1.6 },
      terms: { training_on_output: 'allowed', url: 'https://example.com/terms' },
      queue: 'teacher-teacher',
    },
    student: {
      name: 'student',
      provider: 'transformers',
      access: ['weights'],
      identity: { files: sha256Hex('student') },
      path: 'student',
      initial: 'random',
      tokenizer: { vocab_size: 640, train_on: ['gold.jsonl'] },
      queue: 'gpu-default',
    },
  },
  data: {
    seeds: dataSet('seeds', 'prompt', 60),
    gold: dataSet('gold', 'sft', 200),
    'held-out': dataSet('held-out', 'sft', heldOutRows, true),
  },
  budget: { calls: 20_000, usd: 5 },
  steps: [
    planStep({
      id: 'write',
      use: 'elicit/self-instruct',
      shape: 'grow',
      inputs: [fromData('seeds', 'seeds')],
      models: [model('model', 'teacher')],
      produces: 'prompt',
    }),
    planStep({
      id: 'read',
      use: 'elicit/label',
      shape: 'map',
      inputs: [fromStep('rows', 'write')],
      models: [model('model', 'teacher')],
      produces: 'sft',
    }),
    planStep({
      id: 'keep',
      use: 'refine/dedup-minhash',
      shape: 'reduce',
      inputs: [fromStep('rows', 'read')],
      produces: 'sft',
    }),
    planStep({
      id: 'clean',
      use: 'refine/decontaminate',
      shape: 'reduce',
      inputs: [fromStep('rows', 'keep'), fromData('against', 'held-out')],
      produces: 'sft',
    }),
    planStep({
      id: 'tune',
      use: 'distill/sft',
      shape: 'train',
      inputs: [fromStep('rows', 'clean')],
      models: [model('student', 'student')],
      produces: 'model',
    }),
    planStep({
      id: 'tune-gold',
      use: 'distill/sft',
      shape: 'train',
      inputs: [fromData('rows', 'gold')],
      models: [model('student', 'student')],
      produces: 'model',
    }),
    planStep({
      id: 'score',
      use: 'evaluate/exact-match',
      shape: 'measure',
      inputs: [fromData('rows', 'held-out')],
      models: [
        model('models', 'teacher'),
        model('models', 'student'),
        made('models', 'tune-gold'),
        made('models', 'tune'),
      ],
      parts: measured,
      produces: 'metrics',
      gate: "metrics.tune.accuracy >= metrics['tune-gold'].accuracy + 0.10",
    }),
  ],
  warnings: ['The teacher is rule-based: the figures show that the pipeline works, not what a language model knows.'],
};
