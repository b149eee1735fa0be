import type { ReportModel } from '../../schemas/generated/report.js';
import type { StepCounts } from '../../schemas/generated/artifact.js';
import type { Plan } from '../../schemas/generated/plan.js';
import { digestOf } from '../core/digest.js';
import {
  asksSameLicence,
  forbidsCommercialUse,
  forbidsDerivatives,
  forbidsSharing,
} from '../core/models/licence-limits.js';
import type { CountedSources, RowsSource } from '../lineage/count-sources.js';
import type { LineageNode, RunLineage } from '../lineage/run-lineage.js';
import { describeModels } from '../report/facts/provenance.js';
import { limbeckVersion } from '../report/facts/versions.js';
import type { DataForm, WrittenTable } from './written-table.js';

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
  /** Who accepted forbidding terms of what stands behind the rows. */
  readonly accepted: NonNullable<Plan['accepted_terms']>;
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
  const behind = new Set([...asked, ...counted.sources.map(({ name }) => name)]);
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
    accepted: (plan.accepted_terms ?? []).filter(({ name }) => behind.has(name)),
    limbeck: limbeckVersion(),
  };
}

/** What somebody who shares the rows must heed; each a sentence. */
export function listWarnings({ teachers, sources, accepted }: DataFacts): string[] {
  const data = sources.filter(({ use }) => use === undefined);
  const limited = (forbids: (license: string) => boolean): string =>
    data
      .flatMap(({ name, license }) => (license !== undefined && forbids(license) ? [`${name} (${license})`] : []))
      .join(', ');
  const bound = (terms: ReportModel['training_on_output']): string =>
    teachers.flatMap((teacher) => (teacher.training_on_output === terms ? [teacher.name] : [])).join(', ');
  const unlicensed = data.flatMap(({ name, license }) => (license === undefined ? [name] : [])).join(', ');
  const heldOut = data.flatMap(({ name, held_out }) => (held_out ? [name] : [])).join(', ');
  const said: [string, (names: string) => string][] = [
    [
      bound('forbidden'),
      (names) =>
        `The terms of ${names} forbid training on its output. Do not share these rows or train on them without leave.`,
    ],
    [
      limited((license) => forbidsDerivatives(license) || forbidsSharing(license)),
      (names) =>
        `The licence of ${names} forbids passing on what is made from it. Do not share these rows without leave.`,
    ],
    [
      limited(forbidsCommercialUse),
      (names) => `The licence of ${names} forbids commercial use, and so for these rows.`,
    ],
    [limited(asksSameLicence), (names) => `The licence of ${names} asks the same licence for what is made from it.`],
    [bound('unknown'), (names) => `The project does not say whether ${names} allows training on its output.`],
    [unlicensed, (names) => `The recipe does not say which licence ${names} has.`],
    [heldOut, (names) => `Rows of ${names} are held out for evaluation: what is made from them is not for training.`],
  ];
  const taken = accepted.map(
    ({ of, name, by }) =>
      `${by} took upon them what the ${of === 'model' ? 'terms' : 'licence'} of ${name} forbids in this run.`,
  );
  return [...said.flatMap(([names, sentence]) => (names === '' ? [] : [sentence(names)])), ...taken];
}
