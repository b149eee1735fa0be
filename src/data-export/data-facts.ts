import type { ReportModel } from '../../schemas/generated/report.js';
import type { StepCounts } from '../../schemas/generated/artifact.js';
import type { Plan } from '../../schemas/generated/plan.js';
import { digestOf } from '../core/digest.js';
import type { CountedSources, RowsSource } from '../lineage/count-sources.js';
import type { LineageNode, RunLineage } from '../lineage/run-lineage.js';
import { describeModels } from '../report/provenance.js';
import { limbeckVersion } from '../report/versions.js';
import type { DataForm, WrittenTable } from './export-data-set.js';

/** What a data card tells: where rows come from, without times, addresses and paths of this machine. */
export interface DataFacts {
  readonly run: string;
  readonly name: string;
  /** stage/method; absent for a data set of the recipe. */
  readonly use?: string;
  readonly recipe: Plan['recipe'];
  readonly seed: number;
  readonly planDigest: string;
  readonly form: DataForm;
  readonly withLineage: boolean;
  readonly tables: readonly WrittenTable[];
  readonly counts?: StepCounts;
  readonly sources: readonly RowsSource[];
  /** Models whose answers are in the rows. */
  readonly teachers: readonly ReportModel[];
  readonly limbeck: string;
}

export interface DataFactsInput {
  readonly lineage: RunLineage;
  readonly node: LineageNode;
  readonly tables: readonly WrittenTable[];
  readonly counted: CountedSources;
  readonly form: DataForm;
  readonly withLineage: boolean;
}

export function gatherDataFacts({ lineage, node, tables, counted, form, withLineage }: DataFactsInput): DataFacts {
  const { plan, run } = lineage;
  const asked = new Set(counted.sources.flatMap((source) => source.asked));
  return {
    run,
    name: node.name,
    ...(node.step ? { use: node.step.use } : {}),
    recipe: plan.recipe,
    seed: plan.seed,
    planDigest: digestOf(plan),
    form,
    withLineage,
    tables,
    ...(node.record ? { counts: node.record.counts } : {}),
    sources: counted.sources,
    teachers: describeModels(lineage).filter(({ name }) => asked.has(name)),
    limbeck: limbeckVersion(),
  };
}

/** What somebody who shares the rows must heed; each a sentence. */
export function listWarnings({ teachers, sources }: DataFacts): string[] {
  const named = (list: readonly { readonly name: string }[]): string => list.map(({ name }) => name).join(', ');
  const forbidden = teachers.filter((teacher) => teacher.training_on_output === 'forbidden');
  const unsaid = teachers.filter((teacher) => teacher.training_on_output === 'unknown');
  const data = sources.filter(({ use }) => use === undefined);
  const unlicensed = data.filter(({ license }) => license === undefined);
  const closed = data.filter(({ license }) => license !== undefined && FORBIDS_SHARING.test(license));
  const heldOut = data.filter((source) => source.held_out);
  return [
    ...(forbidden.length > 0
      ? [
          `The terms of ${named(forbidden)} forbid training on its output. Do not share these rows or train on them without leave.`,
        ]
      : []),
    ...(closed.length > 0
      ? [
          `The licence of ${closed.map(({ name, license }) => `${name} (${license})`).join(', ')} forbids sharing or changing it. Do not share these rows without leave.`,
        ]
      : []),
    ...(unsaid.length > 0 ? [`The project does not say whether ${named(unsaid)} allows training on its output.`] : []),
    ...(unlicensed.length > 0 ? [`The recipe does not say which licence ${named(unlicensed)} has.`] : []),
    ...(heldOut.length > 0
      ? [`${named(heldOut)} is held out for evaluation: rows made from it are not for training.`]
      : []),
  ];
}

/** Licences under which what was made from data may not be passed on. */
const FORBIDS_SHARING = /(^|[^a-z])(nd|proprietary|unlicensed|none|all rights reserved)([^a-z]|$)/i;
