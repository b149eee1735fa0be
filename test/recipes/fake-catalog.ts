import { defineEvaluate } from '../../activities/evaluate/contract.js';
import { defineGrowElicit, defineMapElicit } from '../../activities/elicit/contract.js';
import { defineMapRefine, defineReduceRefine } from '../../activities/refine/contract.js';
import type { Objective } from '../../activities/distill/contract.js';
import type { Catalog } from '../../src/plan/contract.js';

/**
 * A small catalog for compiler tests: methods with the traits the language knows, and no work. The compiler never runs
 * a method, so these have none to do.
 */
const nothing = {
  async *run(): AsyncIterable<never> {
    /* never called */
  },
};

const template = {
  'x-limbeck': 'template',
  anyOf: [{ type: 'string' }, { type: 'object' }],
  description: 'Liquid text, or { file }.',
};
const model = { type: 'string', 'x-limbeck': 'model', description: 'The model that is asked.' };
const temperature = { type: 'number', minimum: 0, maximum: 2, description: '0 gives the most likely reply.' };

const label = defineMapElicit({
  id: 'label',
  version: 1,
  summary: 'The teacher answers each row.',
  category: 'labeling',
  shape: 'map',
  ports: {
    rows: { kinds: ['prompt', 'sft', 'document'], description: 'What to answer.' },
    demos: { kinds: ['sft'], optional: true, description: 'Examples.' },
  },
  produces: 'sft',
  writes: ['answers'],
  needs: { model: ['chat'] },
  params: {
    type: 'object',
    additionalProperties: false,
    required: ['model'],
    properties: {
      model,
      temperature,
      max_tokens: { type: 'integer', minimum: 1, description: 'Tokens a reply may have.' },
      prompt: template,
      reply: {
        type: 'object',
        additionalProperties: false,
        required: ['schema'],
        properties: {
          schema: { 'x-limbeck': 'schema-file', anyOf: [{ type: 'string' }, { type: 'object' }] },
          attempts: { type: 'integer', minimum: 1, default: 3 },
        },
      },
    },
  },
  ...nothing,
});

const selfInstruct = defineGrowElicit<{ target: number; per_call: number }>({
  id: 'self-instruct',
  version: 2,
  summary: 'Grow prompts from seeds.',
  category: 'expansion',
  shape: 'grow',
  ports: { seeds: { kinds: ['prompt', 'sft'], description: 'Examples of what to write more of.' } },
  produces: 'prompt',
  writes: ['questions'],
  needs: { model: ['chat'] },
  params: {
    type: 'object',
    additionalProperties: false,
    required: ['model', 'target'],
    properties: {
      model,
      target: { type: 'integer', minimum: 1, description: 'Prompts wanted.' },
      per_call: { type: 'integer', minimum: 1, default: 4, description: 'Prompts a call asks for.' },
      demos: { type: 'integer', minimum: 0, default: 4, description: 'Examples shown in a call.' },
      max_similarity: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.7,
        description: 'Nearer ones are put aside.',
      },
      prompt: { ...template, 'x-limbeck-variables': ['demos', 'count'] },
    },
  },
  columns: () => ['prompt'],
  estimate: (_rows, { target, per_call }) => ({ calls: Math.ceil(target / per_call) }),
  target: ({ target }) => target,
  maxRounds: () => 10,
  async *round() {
    /* never called */
  },
});

const dedup = defineReduceRefine({
  id: 'dedup-minhash',
  version: 1,
  summary: 'Drop near-duplicates.',
  category: 'selection',
  shape: 'reduce',
  ports: { rows: { kinds: 'any', description: 'What to thin out.' } },
  produces: { same: 'rows' },
  needs: {},
  params: {
    type: 'object',
    additionalProperties: false,
    properties: {
      field: { type: 'string', 'x-limbeck': 'column', default: 'prompt', description: 'Column that is compared.' },
      threshold: {
        type: 'number',
        minimum: 0,
        maximum: 1,
        default: 0.8,
        description: 'Similarity from which rows are duplicates.',
      },
    },
  },
  ...nothing,
});

const decontaminate = defineReduceRefine({
  id: 'decontaminate',
  version: 1,
  summary: 'Drop rows that a held-out set holds too.',
  category: 'selection',
  shape: 'reduce',
  ports: {
    rows: { kinds: 'any', description: 'What to clean.' },
    against: { kinds: 'any', evaluation: true, description: 'The held-out rows.' },
  },
  produces: { same: 'rows' },
  needs: {},
  params: { type: 'object', additionalProperties: false, properties: {} },
  ...nothing,
});

const where = defineMapRefine({
  id: 'where',
  version: 1,
  summary: 'Keep the rows that pass a test.',
  category: 'selection',
  shape: 'map',
  ports: { rows: { kinds: 'any', description: 'What to test.' } },
  produces: { same: 'rows' },
  needs: {},
  params: {
    type: 'object',
    additionalProperties: false,
    required: ['keep'],
    properties: { keep: { type: 'string', 'x-limbeck': 'cel-row', description: 'CEL over row.' } },
  },
  ...nothing,
});

const scrub = defineMapRefine({
  id: 'scrub-personal-data',
  version: 1,
  summary: 'Take names and numbers of people out.',
  category: 'selection',
  shape: 'map',
  ports: { rows: { kinds: 'any', description: 'What to scrub.' } },
  produces: { same: 'rows' },
  needs: {},
  params: { type: 'object', additionalProperties: false, properties: {} },
  ...nothing,
});

const mix = defineReduceRefine({
  id: 'mix',
  version: 1,
  summary: 'Put data sets together.',
  category: 'arrangement',
  shape: 'reduce',
  ports: { '*': { kinds: 'any', description: 'What to put together.' } },
  produces: { same: '*' },
  needs: {},
  params: { type: 'object', additionalProperties: false, properties: {} },
  ...nothing,
});

const split = defineReduceRefine<{ share: number }>({
  id: 'split',
  version: 1,
  summary: 'Cut a data set in two.',
  category: 'arrangement',
  shape: 'reduce',
  ports: { rows: { kinds: 'any', description: 'What to cut.' } },
  produces: { same: 'rows' },
  outputs: ['train', 'rest'],
  needs: {},
  params: {
    type: 'object',
    additionalProperties: false,
    properties: { share: { type: 'number', default: 0.9, description: 'Share of the first part.' } },
  },
  check: ({ share }) =>
    share === 1
      ? [{ path: ['share'], message: 'Nothing is left for the second part.', hint: 'Give a share below 1.' }]
      : [],
  ...nothing,
});

const exactMatch = defineEvaluate({
  id: 'exact-match',
  version: 1,
  summary: 'Share of answers equal to gold.',
  category: 'accuracy',
  shape: 'measure',
  ports: { rows: { kinds: ['sft', 'prompt'], evaluation: true, description: 'The held-out rows.' } },
  produces: null,
  needs: { models: ['chat'] },
  metrics: { accuracy: { interval: true, better: 'higher' } },
  params: {
    type: 'object',
    additionalProperties: false,
    required: ['models', 'field'],
    properties: {
      models: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string' },
        'x-limbeck': 'models',
        description: 'Who is measured.',
      },
      field: { type: 'string', 'x-limbeck': 'gold-column', description: 'Column that holds gold.' },
      prompts: {
        type: 'object',
        propertyNames: { type: 'string', 'x-limbeck': 'model' },
        additionalProperties: template,
        description: 'Prompt for models that need one.',
      },
    },
  },
  async *run() {
    /* never called */
  },
  fold: async () => ({}),
});

const sft: Objective = {
  id: 'sft',
  version: 1,
  engine: 'supervised',
  category: 'supervised',
  summary: 'Learn the answers.',
  ports: { rows: { kinds: ['sft', 'rationale'], description: 'What the student learns from.' } },
  needs: { student: ['weights'] },
  params: {
    type: 'object',
    additionalProperties: false,
    required: ['student'],
    properties: {
      student: { type: 'string', description: 'Local model to begin with.' },
      epochs: { type: 'number', exclusiveMinimum: 0, default: 3, description: 'Times every row is seen.' },
      learning_rate: { type: 'number', exclusiveMinimum: 0, default: 2e-5, description: 'Step size.' },
    },
  },
};

export const fakeCatalog: Catalog = {
  elicit: [label, selfInstruct],
  refine: [dedup, decontaminate, where, scrub, mix, split],
  evaluate: [exactMatch],
  distill: [sft],
};
