import type { PlanStep } from '../../schemas/generated/plan.js';
import type {
  Report,
  ReportData,
  ReportEvaluation,
  ReportModel,
  ReportStep,
  ReportTraining,
} from '../../schemas/generated/report.js';
import { isMeasuring, subjectsOf } from '../core/models/subjects.js';
import type { RunLineage } from '../lineage/run-lineage.js';
import { limbeckVersion } from '../report/facts/versions.js';
import type { ExportFacts } from './export-facts.js';

/** What a model card tells: where one student comes from, told from the run and its report, without times and paths. */
export interface ModelFacts {
  readonly run: string;
  readonly step: string;
  /** What each evaluation calls it. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
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
  readonly lineage: RunLineage;
  readonly report: Report;
  readonly step: string;
  readonly modelDigest: string;
  readonly exported: ExportFacts;
}

export function gatherModelFacts({ lineage, report, step, modelDigest, exported }: ModelFactsInput): ModelFacts {
  const own = lineage.plan.steps.find(({ id }) => id === step)!;
  const behind = originsOf(lineage, own);
  const names = namesWhereMeasured(lineage, step);
  const evaluations = report.evaluations.filter((it) => it.models.some(({ name }) => names.get(it.step)?.has(name)));
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

/**
 * What each evaluate step calls the model of a step. In a loop every round's model has one name, so a name alone says
 * nothing; after it, the kept round's has another.
 */
export function namesWhereMeasured(
  { plan, nodes }: RunLineage,
  step: string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const own = new Set([...nodes].filter(([, node]) => node.name === step).map(([name]) => name));
  const measuring = plan.steps.filter(isMeasuring);
  return new Map(
    measuring.map((measure) => [
      measure.id,
      new Set(
        subjectsOf(measure)
          .filter(({ name, of: stands = name }) => own.has(stands))
          .map(({ name }) => name),
      ),
    ]),
  );
}

interface Origins {
  readonly steps: Set<string>;
  readonly data: Set<string>;
  readonly teachers: Set<string>;
}

/** Every step, data set and teacher behind a step, through the models it started from as well. */
function originsOf({ nodes }: RunLineage, own: PlanStep): Origins {
  const found: Origins = { steps: new Set(), data: new Set(), teachers: new Set() };
  const visit = (step: PlanStep): void => {
    if (found.steps.has(step.id)) return;
    found.steps.add(step.id);
    for (const { name } of step.inputs) {
      const above = nodes.get(name);
      if (above?.data) found.data.add(name);
      else if (above?.step) visit(above.step);
    }
    for (const { name, of: stands = name, source, role } of step.models) {
      const maker = source === 'step' ? nodes.get(stands)?.step : undefined;
      if (maker) visit(maker);
      else if (!(step.stage === 'distill' && role === 'student')) found.teachers.add(stands);
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
