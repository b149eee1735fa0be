import type { Plan, PlanStep } from '../../schemas/generated/plan.js';
import type {
  Report,
  ReportData,
  ReportEvaluation,
  ReportModel,
  ReportStep,
  ReportTraining,
} from '../../schemas/generated/report.js';
import { limbeckVersion } from '../report/versions.js';
import type { ExportFacts } from './export-facts.js';

/** What a model card tells: where one student comes from, told from the plan and the report, without times and paths. */
export interface ModelFacts {
  readonly run: string;
  readonly step: string;
  /** What evaluations call it. */
  readonly names: ReadonlySet<string>;
  readonly recipe: Report['recipe'];
  readonly seed: number;
  readonly planDigest: string;
  readonly modelDigest: string;
  readonly objective: string;
  /** What it started from, for people. */
  readonly base: string;
  readonly training?: ReportTraining;
  /** Steps behind it and its own, in plan order. */
  readonly steps: readonly ReportStep[];
  /** Data sets behind it, then those it was measured on. */
  readonly data: readonly ReportData[];
  /** Models that answered for its rows or taught in its training. */
  readonly teachers: readonly ReportModel[];
  readonly evaluations: readonly ReportEvaluation[];
  readonly exported: ExportFacts;
  readonly versions: Readonly<Record<string, string>>;
}

export interface ModelFactsInput {
  readonly plan: Plan;
  readonly report: Report;
  readonly step: string;
  readonly modelDigest: string;
  readonly exported: ExportFacts;
}

export function gatherModelFacts({ plan, report, step, modelDigest, exported }: ModelFactsInput): ModelFacts {
  const own = plan.steps.find(({ id }) => id === step)!;
  const behind = originsOf(plan, own);
  const names = namesOfModel(plan, step);
  const evaluations = report.evaluations.filter(({ models }) => models.some(({ name }) => names.has(name)));
  const measuredOn = new Set(evaluations.flatMap(({ set }) => set.names));
  const training = report.trainings.find((it) => it.step === step);
  return {
    run: report.run.name,
    step,
    names,
    recipe: report.recipe,
    seed: report.seed,
    planDigest: report.plan_digest,
    modelDigest,
    objective: own.use,
    base: describeBase(report, own),
    ...(training ? { training } : {}),
    steps: report.steps.filter(({ id }) => behind.steps.has(id)),
    data: report.data.filter(({ name }) => behind.data.has(name) || measuredOn.has(name)),
    teachers: report.models.filter(({ name }) => behind.teachers.has(name)),
    evaluations,
    exported,
    versions: { limbeck: limbeckVersion(), ...training?.versions, ...exported.versions },
  };
}

/** A step's model has the step's name, and in a loop or a sub-recipe the name it is asked by. */
export function namesOfModel(plan: Plan, step: string): Set<string> {
  const refs = plan.steps.flatMap(({ models }) => models).filter(({ name, of: maker }) => (maker ?? name) === step);
  return new Set([step, ...refs.map(({ name }) => name)]);
}

interface Origins {
  readonly steps: Set<string>;
  readonly data: Set<string>;
  readonly teachers: Set<string>;
}

/** Every step, data set and teacher behind a step, through the models it started from as well. */
function originsOf(plan: Plan, own: PlanStep): Origins {
  const byId = new Map(plan.steps.map((step) => [step.id, step]));
  const found: Origins = { steps: new Set(), data: new Set(), teachers: new Set() };
  const visit = (step: PlanStep): void => {
    if (found.steps.has(step.id)) return;
    found.steps.add(step.id);
    for (const { source, name } of step.inputs) {
      const above = byId.get(name);
      if (source === 'data') found.data.add(name);
      else if (above) visit(above);
    }
    for (const { name, of: stands, source, role } of step.models) {
      const maker = byId.get(stands ?? name);
      if (source === 'step' && maker) visit(maker);
      else if (!(step.stage === 'distill' && role === 'student')) found.teachers.add(stands ?? name);
    }
  };
  visit(own);
  return found;
}

function describeBase(report: Report, own: PlanStep): string {
  const student = own.models.find(({ role }) => role === 'student');
  if (!student) return 'unknown';
  const model = report.models.find(({ name }) => name === (student.of ?? student.name));
  if (!model) return `the model of step ${student.name}`;
  return model.initial === 'random' ? `${model.name}, drawn at random` : (model.model ?? model.name);
}
