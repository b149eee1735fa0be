import type { Plan, PlanInput, PlanModel, PlanStep } from '../../schemas/generated/plan.js';

/** A step as tests write it; the rest is filled in as the compiler would. */
export interface SmallStep {
  readonly id: string;
  readonly use: string;
  readonly shape: PlanStep['shape'];
  /** Data sets and steps it reads, by port. */
  readonly from?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
  /** Models by role; several for measure. */
  readonly models?: Readonly<Record<string, readonly string[]>>;
  readonly needs?: readonly string[];
  readonly outputs?: readonly string[];
  readonly chunkRows?: number;
  readonly window?: number;
  readonly attempts?: number;
  readonly queue?: string;
  readonly maxFailedShare?: number;
  readonly when?: string;
  readonly gate?: string;
  readonly produces?: string;
  readonly budget?: PlanStep['budget'];
}

export interface SmallPlan {
  readonly name?: string;
  /** Data sets: name and rows. */
  readonly data: Readonly<Record<string, number>>;
  readonly models?: Readonly<Record<string, Partial<PlanModel>>>;
  readonly budget?: Plan['budget'];
  readonly steps: readonly SmallStep[];
}

const produced: Readonly<Record<PlanStep['shape'], string>> = {
  map: 'prompt',
  grow: 'prompt',
  reduce: 'prompt',
  train: 'model',
  measure: 'metrics',
};

export function smallPlan(spec: SmallPlan): Plan {
  const dataNames = Object.keys(spec.data);
  const digest = '0'.repeat(64);
  return {
    plan_version: 1,
    recipe: {
      name: spec.name ?? 'small',
      version: '1.0.0',
      description: 'A recipe of a test.',
      license: 'Apache-2.0',
      skill: 'natural-language-understanding',
      vertical: 'general',
      role: 'capability-transfer',
      file: 'recipe.yaml',
      digest,
    },
    profile: 'default',
    seed: 0,
    params: {},
    models: Object.fromEntries(
      Object.entries(spec.models ?? {}).map(([name, model]) => [name, smallModel(name, model)]),
    ),
    data: Object.fromEntries(
      Object.entries(spec.data).map(([name, rows]) => [
        name,
        {
          name,
          file: `${name}.jsonl`,
          format: 'jsonl' as const,
          gzip: false,
          kind: 'prompt',
          evaluation: false,
          digest: rows.toString(16).padStart(64, '0'),
          columns: ['prompt'],
          rows,
        },
      ]),
    ),
    budget: spec.budget ?? {},
    steps: spec.steps.map((step) => smallStep(step, dataNames, spec)),
    warnings: [],
  };
}

function smallModel(name: string, model: Partial<PlanModel>): PlanModel {
  return {
    name,
    provider: 'openai',
    access: ['chat'],
    identity: { provider: 'openai', base_url: model.base_url ?? '', model: model.model ?? name },
    queue: `teacher-${name}`,
    ...model,
  };
}

function smallStep(step: SmallStep, dataNames: readonly string[], spec: SmallPlan): PlanStep {
  const inputs: PlanInput[] = Object.entries(step.from ?? {}).map(([port, source]) => {
    const [name = source, output] = source.split('.');
    const isData = dataNames.includes(name);
    return { port, source: isData ? 'data' : 'step', name, ...(output === undefined ? {} : { output }) };
  });
  const models = Object.entries(step.models ?? {}).flatMap(([role, names]) =>
    names.map((name) => ({ role, source: spec.models?.[name] ? ('model' as const) : ('step' as const), name })),
  );
  const edges = [
    ...inputs.filter(({ source }) => source === 'step'),
    ...models.filter(({ source }) => source === 'step'),
  ];
  const [stage, method] = step.use.split('/') as [PlanStep['stage'], string];
  const partNames = step.shape === 'measure' ? models.map(({ name }) => name) : ['rows'];
  const estimate = { low: 0, high: 0 };
  return {
    id: step.id,
    use: step.use,
    stage,
    method,
    method_version: 1,
    shape: step.shape,
    inputs,
    models,
    needs: [...new Set([...edges.map(({ name }) => name), ...(step.needs ?? [])])],
    with: { ...step.with },
    produces: step.produces ?? produced[step.shape],
    outputs: [...(step.outputs ?? [step.shape === 'train' ? 'model' : 'rows'])],
    columns: ['prompt'],
    failures: { max_share: step.maxFailedShare ?? 0.01 },
    parts: partNames.map((name) => ({
      name,
      queue: step.queue ?? 'cpu',
      chunk_rows: step.chunkRows ?? 10,
      window: step.window ?? 4,
    })),
    activity: {
      start_to_close_ms: 60_000,
      heartbeat_ms: 10_000,
      retry: { initial_ms: 50, backoff: 1, max_ms: 100, attempts: step.attempts ?? 20 },
    },
    identity: { use: step.use, version: 1, with: step.with ?? {}, models: step.models ?? {} },
    estimate: { rows: estimate, calls: estimate, prompt_tokens: estimate, completion_tokens: estimate },
    ...(step.when === undefined ? {} : { when: step.when }),
    ...(step.gate === undefined ? {} : { gate: step.gate }),
    ...(step.budget === undefined ? {} : { budget: step.budget }),
  };
}
