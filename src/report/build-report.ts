import type { Report } from '../../schemas/generated/report.js';
import { digestOf } from '../core/digest.js';
import { describeEvaluations } from './evaluations.js';
import { describeData, describeModels } from './facts/provenance.js';
import { readEvidence, type ReportStores } from './facts/run-evidence.js';
import { collectNotes, describeCommands, describeRun } from './facts/run-facts.js';
import { addUp, describeLoops, describeSteps } from './facts/step-facts.js';
import { describeTrainings } from './facts/training-facts.js';
import { listVersions } from './facts/versions.js';

export type { ReportStores } from './facts/run-evidence.js';

/** Versions only the caller knows, by name: `{ 'temporal-server': '1.32.0' }`. */
export interface ReportFacts {
  readonly versions?: Readonly<Record<string, string>>;
}

/**
 * What a run found, cost and rests on, made from its plan, its events and the records of its steps; valid against
 * schemas/report.schema.json. Works at any moment, on runs that failed or still run: what is not there is left out.
 * Throws what the stores throw (`unknown-run`, `plan-corrupt`, `artifact-corrupt`).
 */
export async function buildReport(run: string, stores: ReportStores, facts: ReportFacts = {}): Promise<Report> {
  const evidence = await readEvidence(run, stores);
  const { plan } = evidence;
  const evaluations = await describeEvaluations(evidence, stores);
  const steps = describeSteps(evidence);
  const loops = describeLoops(evidence);
  const trainings = describeTrainings(evidence);
  const earlier = steps.flatMap((step) => step.made_spend ?? []);
  return {
    report_version: 1,
    run: describeRun(evidence),
    recipe: plan.recipe,
    profile: plan.profile,
    seed: plan.seed,
    params: plan.params,
    budget: plan.budget,
    findings: evaluations.flatMap((evaluation) => evaluation.findings),
    evaluations,
    steps,
    ...(loops.length > 0 ? { loops } : {}),
    trainings,
    spend: { here: addUp(steps.map((step) => step.spend)), ...(earlier.length > 0 ? { earlier: addUp(earlier) } : {}) },
    data: describeData(evidence),
    models: describeModels(evidence),
    versions: listVersions(trainings, facts.versions),
    plan_digest: digestOf(plan),
    notes: collectNotes(evidence),
    commands: describeCommands(evidence),
  };
}
