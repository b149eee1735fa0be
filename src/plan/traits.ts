import type { KindRule, Objective } from '../../activities/distill/contract.js';
import type { Access, Columns, JsonSchema, MeasureMethod, Method, ParamProblem, Port, Writes } from '../core/method.js';
import type { MeasuredColumns, MetricTraits } from '../core/metric.js';
import type { RecordKind } from '../core/record-kinds.js';
import type { Catalog } from './contract.js';
import { catalogued } from './catalogue.js';
import { nearestName } from '../recipe/problems/nearest-name.js';

export type Stage = 'elicit' | 'refine' | 'distill' | 'evaluate';
export const stages: readonly Stage[] = ['elicit', 'refine', 'distill', 'evaluate'];

/** What the compiler needs of a method or an objective: one shape for both, so that nothing below asks which it is. */
export interface StepTraits {
  readonly stage: Stage;
  readonly id: string;
  readonly version: number;
  readonly shape: 'map' | 'grow' | 'reduce' | 'train' | 'measure';
  readonly ports: Readonly<Record<string, Port>>;
  readonly produces: RecordKind | { readonly same: string } | 'model' | 'metrics';
  readonly writes: readonly Writes[];
  readonly outputs: readonly string[] | undefined;
  readonly needs: Readonly<Record<string, readonly Access[]>>;
  readonly judges: readonly string[];
  readonly params: JsonSchema;
  /** Of a training: which of the trainer's bases it stands on. */
  readonly engine?: Objective['engine'];
  /** Its models, and those whose token ids are in its rows, must have one tokenizer. */
  readonly sameTokenizer?: boolean;
  /** What the kind of the first port's rows asks of the parameters. */
  readonly byKind?: Readonly<Record<string, KindRule>>;
  readonly check?: (
    params: never,
    inputs: Readonly<Record<string, Columns>>,
  ) => readonly ParamProblem[] | Promise<readonly ParamProblem[]>;
  readonly columns?: (inputs: Readonly<Record<string, Columns>>, params: never) => Columns;
  readonly estimate?: NonNullable<Method['estimate']>;
  /** Rows a grow method makes. */
  readonly target?: (params: never) => number;
  /** Where models are measured: which, and in what. */
  readonly measures: MeasureTraits | undefined;
}

export interface MeasureTraits {
  /** Role of the models under measure. */
  readonly subjects: string;
  /** Undefined when the method does not say. */
  readonly metrics: Readonly<Record<string, MetricTraits>> | undefined;
  readonly record: MeasuredColumns;
  /** Rows that failed are no part of the metrics. */
  readonly failed?: 'left-out';
}

const usualColumns: MeasuredColumns = { prediction: 'prediction', verdict: 'correct', gold: 'gold' };

function measuresOf(method: Method): MeasureTraits | undefined {
  if (method.shape !== 'measure') return undefined;
  const { metrics, record = usualColumns, failed } = method;
  return { subjects: subjectRole(method), metrics, record, ...(failed ? { failed } : {}) };
}

function subjectRole({ id, subjects, needs, params }: MeasureMethod): string {
  const properties = (params['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  const roles = Object.keys(needs);
  const found = subjects ?? roles.find((role) => properties[role]?.['x-limbeck'] === 'models') ?? roles[0];
  if (found !== undefined && roles.includes(found)) return found;
  throw new TypeError(`evaluate/${id} does not need the models that it says it measures.`);
}

function ofMethod(stage: Stage, method: Method): StepTraits {
  return {
    stage,
    id: method.id,
    version: method.version,
    shape: method.shape,
    ports: method.ports,
    produces: method.produces ?? 'metrics',
    writes: method.writes ?? [],
    outputs: method.outputs,
    needs: method.needs,
    params: method.params,
    judges: method.judges ?? [],
    measures: measuresOf(method),
    ...(method.check ? { check: method.check } : {}),
    ...(method.columns ? { columns: method.columns } : {}),
    ...(method.estimate ? { estimate: method.estimate } : {}),
    ...(method.shape === 'grow' ? { target: (params: never) => method.target(params) } : {}),
  };
}

function ofObjective(objective: Objective): StepTraits {
  return {
    stage: 'distill',
    id: objective.id,
    version: objective.version,
    shape: 'train',
    ports: objective.ports,
    produces: 'model',
    writes: [],
    outputs: undefined,
    needs: objective.needs,
    params: objective.params,
    judges: [],
    measures: undefined,
    engine: objective.engine,
    ...(objective.same_tokenizer ? { sameTokenizer: true } : {}),
    ...(objective.by_kind ? { byKind: objective.by_kind } : {}),
  };
}

/** All methods and objectives of a stage. */
export function stageTraits(catalog: Catalog, stage: Stage): readonly StepTraits[] {
  return stage === 'distill'
    ? catalog.distill.map(ofObjective)
    : catalog[stage].map((method) => ofMethod(stage, method));
}

export type FoundTraits =
  | { readonly traits: StepTraits }
  | { readonly code: 'unknown-method' | 'not-built-yet' | 'bad-use'; readonly message: string; readonly hint: string };

/** What `use` names, or what is wrong with it. */
export function findTraits(catalog: Catalog, use: string): FoundTraits {
  if (use.startsWith('@')) {
    return {
      code: 'not-built-yet',
      message: `\`use: ${use}\` is not built yet: recipes come from files of the project.`,
      hint: 'Copy the recipe into the project and write use: ./file.yaml.',
    };
  }
  const [stageName = '', id = '', ...rest] = use.split('/');
  const stage = stages.find((name) => name === stageName);
  if (stage === undefined || id === '' || rest.length > 0) return badUse(catalog, use, stageName, id);
  const methods = stageTraits(catalog, stage);
  const traits = methods.find((candidate) => candidate.id === id);
  if (traits) return { traits };
  if (catalogued(stage, id)) {
    return { code: 'not-built-yet', message: `\`${use}\` is not built yet.`, hint: `There are: ${names(methods)}.` };
  }
  const near = nearestName(
    id,
    methods.map((method) => method.id),
  );
  const elsewhere = stages.filter((other) => stageTraits(catalog, other).some((method) => method.id === id));
  const hint = near
    ? `Did you mean "${stage}/${near}"?`
    : elsewhere[0]
      ? `Did you mean "${elsewhere[0]}/${id}"?`
      : `There are: ${names(methods)}.`;
  return { code: 'unknown-method', message: `There is no method "${use}".`, hint };
}

function names(methods: readonly StepTraits[]): string {
  return methods.map((method) => `${method.stage}/${method.id}`).join(', ');
}

function badUse(catalog: Catalog, use: string, stageName: string, id: string): FoundTraits {
  const method = id === '' ? stageName : id;
  const home = stages.find((stage) => stageTraits(catalog, stage).some((known) => known.id === method));
  const stage = nearestName(stageName, stages);
  const hint = home
    ? `Did you mean "${home}/${method}"?`
    : stage && id !== ''
      ? `Did you mean "${stage}/${id}"?`
      : 'Write stage/method; the stages are elicit, refine, distill and evaluate.';
  return { code: 'bad-use', message: `"${use}" is no stage/method.`, hint };
}
