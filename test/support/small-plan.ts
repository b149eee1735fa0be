import type { Plan, PlanInput, PlanLoop, PlanModel, PlanStep } from '../../schemas/generated/plan.js';

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
  /** Role of the models under measure; without it all of a measure step's are, as in plans of 0.1.0. */
  readonly subjects?: string;
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
  readonly review?: PlanStep['review'];
  readonly mode?: PlanStep['mode'];
}

/** A loop as tests write it: `steps` are those of one round, which call each other by their ids. */
export interface SmallLoop {
  readonly id: string;
  readonly times: number;
  readonly until?: string;
  readonly keep?: string;
  readonly when?: string;
  /** Names that stand for what the first round begins with, and then for what a step of the round before made. */
  readonly carry?: Readonly<Record<string, { readonly start: string; readonly next: string }>>;
  readonly steps: readonly SmallStep[];
}

export interface SmallPlan {
  readonly name?: string;
  /** Data sets: name and rows. */
  readonly data: Readonly<Record<string, number>>;
  readonly models?: Readonly<Record<string, Partial<PlanModel>>>;
  readonly budget?: Plan['budget'];
  readonly steps: readonly SmallStep[];
  readonly loops?: readonly SmallLoop[];
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
  const loops = spec.loops ?? [];
  const rounds = loops.flatMap((loop) => roundsOf(loop, dataNames, spec));
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
    steps: [...spec.steps.map((step) => smallStep(step, dataNames, spec)), ...rounds],
    ...(loops.length === 0 ? {} : { loops: loops.map((loop) => smallLoop(loop, rounds)) }),
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
    const [name = source, output] = isKept(source, spec) ? [source] : source.split('.');
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
  const measured = models.filter(({ role }) => step.subjects === undefined || role === step.subjects);
  const partNames = step.shape === 'measure' ? measured.map(({ name }) => name) : ['rows'];
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
    needs: [...new Set([...edges.map(({ name }) => loopOfKept(name, spec) ?? name), ...(step.needs ?? [])])],
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
    identity: {
      use: step.use,
      version: 1,
      // Metrics are named after models, so a measure step's key is too.
      with: { ...step.with, ...(step.shape === 'measure' ? step.models : {}) },
      models: models.map(identityOf),
    },
    estimate: { rows: estimate, calls: estimate, prompt_tokens: estimate, completion_tokens: estimate },
    ...(step.when === undefined ? {} : { when: step.when }),
    ...(step.gate === undefined ? {} : { gate: step.gate }),
    ...(step.budget === undefined ? {} : { budget: step.budget }),
    ...(step.review === undefined ? {} : { review: step.review }),
    ...(step.mode === undefined ? {} : { mode: step.mode }),
    ...(step.subjects === undefined
      ? {}
      : { measures: { subjects: step.subjects, record: { prediction: 'prediction', verdict: 'verdict' } } }),
  };
}

function identityOf({ role, source, name }: PlanStep['models'][number]): Readonly<Record<string, unknown>> {
  return source === 'step' ? { role, made_by: name } : { role, identity: { model: name } };
}

function loopOfKept(name: string, { loops = [] }: SmallPlan): string | undefined {
  return loops.find(({ id }) => name.startsWith(`${id}.`))?.id;
}

function isKept(name: string, spec: SmallPlan): boolean {
  return loopOfKept(name, spec) !== undefined;
}

/** Every round's steps under their own ids; what they call each other stays the label of a model. */
function roundsOf(loop: SmallLoop, dataNames: readonly string[], spec: SmallPlan): PlanStep[] {
  const local = new Set(loop.steps.map(({ id }) => id));
  return Array.from({ length: loop.times }, (_, before) => before + 1).flatMap((round) => {
    const idOf = (name: string): string => {
      const carried = loop.carry?.[name];
      if (carried) return round === 1 ? carried.start : `${loop.id}[${round - 1}]/${carried.next}`;
      return local.has(name) ? `${loop.id}[${round}]/${name}` : name;
    };
    return loop.steps.map((step) => {
      const whole = smallStep({ ...step, from: mapValues(step.from ?? {}, idOf) }, dataNames, spec);
      const models = whole.models.map((model) => {
        const of = idOf(model.name);
        const source = spec.models?.[of] ? ('model' as const) : ('step' as const);
        return { ...model, source, ...(of === model.name ? {} : { of }) };
      });
      const identity = { ...whole.identity, models: models.map(identityOf) };
      const made = models.flatMap(({ source, name, of = name }) => (source === 'step' ? [of] : []));
      const read = whole.inputs.flatMap(({ source, name }) => (source === 'step' ? [name] : []));
      return {
        ...whole,
        id: idOf(step.id),
        models,
        identity,
        needs: [...new Set([...read, ...made, ...(step.needs ?? []).map(idOf)])],
        loop: { id: loop.id, round, step: step.id },
      };
    });
  });
}

function smallLoop({ id, times, steps, until, keep, when }: SmallLoop, rounds: readonly PlanStep[]): PlanLoop {
  const own = rounds.filter(({ loop }) => loop?.id === id);
  const inside = new Set(own.map((step) => step.id));
  return {
    id,
    times,
    steps: steps.map((step) => step.id),
    needs: [...new Set(own.flatMap(({ needs }) => needs.filter((need) => !inside.has(need))))],
    data: [...new Set(own.flatMap(({ inputs }) => inputs.flatMap((i) => (i.source === 'data' ? [i.name] : []))))],
    ...(until === undefined ? {} : { until }),
    ...(keep === undefined ? {} : { keep }),
    ...(when === undefined ? {} : { when }),
  };
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
