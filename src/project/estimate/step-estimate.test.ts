import type { PlanModel, PlanStep } from '../../../schemas/generated/plan.js';
import type { ProbedCall, StepProbe } from '../../core/run/step-probe.js';
import { refineStep, type StepFacts } from './step-estimate.js';
import type { TokenCounter } from './token-counter.js';

const teacher = {
  name: 'teacher',
  provider: 'openai',
  price: { input_usd_per_million: 1, output_usd_per_million: 2, batch_discount: 0.5 },
} as PlanModel;
const byLength: TokenCounter = {
  count: ([first]) => first!.content.length,
  spread: { low: 0.9, high: 1.1 },
  how: 'letters',
};
const step = {
  id: 'read',
  use: 'elicit/label',
  shape: 'map',
  parts: [{ name: 'rows' }],
  models: [{ role: 'model', name: 'teacher', source: 'model' }],
  estimate: {
    rows: { low: 1000, high: 1000 },
    calls: { low: 1000, high: 1000 },
    prompt_tokens: { low: 80_000, high: 125_000 },
    completion_tokens: { low: 16_000, high: 512_000 },
  },
} as unknown as PlanStep;
const call = (letters: number, usage?: ProbedCall['usage'], most = 50): ProbedCall => ({
  model: 'teacher',
  messages: [{ role: 'user', content: 'x'.repeat(letters) }],
  max_tokens: most,
  ...(usage ? { usage } : {}),
});
const probe = (over: Partial<StepProbe>): StepProbe => ({ rows: 20, of: 1000, answered: 0, calls: [], ...over });
const refine = (over: Partial<StepFacts>) =>
  refineStep({
    step,
    models: { teacher },
    guessedRows: { low: 1000, high: 1000 },
    probe: undefined,
    history: undefined,
    counters: new Map([['teacher', byLength]]),
    ...over,
  });
const some = <Value>(count: number, value: (at: number) => Value): Value[] =>
  Array.from({ length: count }, (_, at) => value(at));

test('where nothing is known the guess of the plan stands, and is called one', () => {
  const { estimate, basis } = refine({});
  expect(estimate).toEqual({ ...step.estimate, usd: { low: 0.112, high: 1.149 } });
  expect(basis).toBe('a guess: nothing like it was asked before');
});

test('real prompts narrow the prompt, and a reply may be as long as it is allowed to', () => {
  const { estimate, basis } = refine({ probe: probe({ calls: some(20, () => call(100)) }) });
  expect(estimate).toMatchObject({
    calls: { low: 1000, high: 1000 },
    prompt_tokens: { low: 90_000, high: 110_000 },
    completion_tokens: { low: 16_000, high: 50_000 },
    usd: { low: 0.122, high: 0.21 },
  });
  expect(basis).toBe('20 real prompts, tokens by letters; replies guessed, at most 50 tokens');
});

test('answers in the ledger say how long prompts and replies are, and are not paid for again', () => {
  const calls = some(20, (at) => call(100, { prompt_tokens: 120, completion_tokens: at % 2 === 0 ? 10 : 30 }));
  const { estimate, basis } = refine({ probe: probe({ answered: 20, calls }) });
  expect(estimate.calls).toEqual({ low: 980, high: 980 });
  expect(estimate.prompt_tokens.low / 980).toBeCloseTo(117.6);
  expect(estimate.completion_tokens.low / 980).toBeGreaterThan(15);
  expect(estimate.completion_tokens.high / 980).toBeLessThan(25);
  expect(basis).toBe('20 of 20 rows seen are answered; prompts of 20 answers; replies as long as 20 in the ledger');
});

test('when every row was looked at, what is left is counted', () => {
  const calls = [
    ...some(900, () => call(100, { prompt_tokens: 100, completion_tokens: 10 })),
    ...some(100, () => call(100)),
  ];
  const { estimate } = refine({ probe: probe({ rows: 1000, answered: 900, calls }) });
  expect(estimate.calls).toEqual({ low: 100, high: 100 });
  const all = some(1000, () => call(100, { prompt_tokens: 100, completion_tokens: 10 }));
  expect(refine({ probe: probe({ rows: 1000, answered: 1000, calls: all }) }).estimate).toMatchObject({
    calls: { low: 0, high: 0 },
    usd: { low: 0, high: 0 },
  });
});

test('what a run paid for the step before stands in where its rows are not there yet', () => {
  const history = { run: 'terms-1', calls: 400, prompt_tokens: 40_000, completion_tokens: 8_000 };
  const { estimate, basis } = refine({ history });
  expect(estimate).toMatchObject({
    prompt_tokens: { low: 75_000, high: 125_000 },
    completion_tokens: { low: 15_000, high: 25_000 },
  });
  expect(basis).toBe('prompts as long as 400 of run terms-1; replies as long as 400 of run terms-1');
});

test('a growing step is taken by what its first round made of its calls', () => {
  const grow = { ...step, shape: 'grow', estimate: { ...step.estimate, calls: { low: 100, high: 300 } } } as PlanStep;
  const calls = some(8, () => call(100, { prompt_tokens: 100, completion_tokens: 40 }));
  const { estimate, basis } = refine({ step: grow, probe: probe({ rows: 80, answered: 80, made: 80, calls }) });
  expect(estimate.calls).toEqual({ low: 72, high: 152 });
  expect(basis).toContain('80 rows from 8 calls in the first round');
});

test('batches cost less, and a model without a price has no money, not none to pay', () => {
  const calls = some(20, () => call(100, { prompt_tokens: 100, completion_tokens: 0 }));
  const online = refine({ probe: probe({ answered: 20, calls }) }).estimate.usd!;
  const batch = refine({ step: { ...step, mode: 'batch' }, probe: probe({ answered: 20, calls }) }).estimate.usd!;
  expect(batch.high / online.high).toBeCloseTo(0.5);
  const { price: _price, ...unpriced } = teacher;
  expect(refine({ models: { teacher: unpriced } }).estimate).not.toHaveProperty('usd');
});

test('a measure step asks each row once for each endpoint, whatever else it measures', () => {
  const measure = {
    ...step,
    shape: 'measure',
    parts: [{ name: 'teacher' }, { name: 'student' }],
    models: [...step.models, { role: 'models', name: 'student', source: 'model' }],
    estimate: { ...step.estimate, calls: { low: 1000, high: 1000 } },
  } as unknown as PlanStep;
  const student = { name: 'student', provider: 'transformers' } as PlanModel;
  const calls = some(20, () => call(100, { prompt_tokens: 100, completion_tokens: 10 }));
  const { estimate } = refine({ step: measure, models: { teacher, student }, probe: probe({ answered: 20, calls }) });
  expect(estimate.calls).toEqual({ low: 980, high: 980 });
});
