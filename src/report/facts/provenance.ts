import type { PlanModel } from '../../../schemas/generated/plan.js';
import type { ReportData, ReportModel } from '../../../schemas/generated/report.js';
import { digestOf } from '../../core/digest.js';
import { displayName } from './model-roles.js';
import type { RunEvidence } from './run-evidence.js';

/** Data with their licences. */
export function describeData({ plan }: Pick<RunEvidence, 'plan'>): ReportData[] {
  return Object.values(plan.data).map((data) => ({
    name: data.name,
    file: data.file,
    kind: data.kind,
    rows: data.rows,
    digest: data.digest,
    held_out: data.evaluation,
    ...(data.license === undefined ? {} : { license: data.license }),
  }));
}

/** Models with their terms. Names of secrets stay out: a report travels. */
export function describeModels({ plan }: Pick<RunEvidence, 'plan'>): ReportModel[] {
  return Object.values(plan.models).map((model) => ({
    name: model.name,
    display: displayName(plan, model.name),
    provider: model.provider,
    identity: digestOf(model.identity),
    training_on_output: termsOf(model),
    ...(model.model === undefined ? {} : { model: model.model }),
    ...(model.base_url === undefined ? {} : { base_url: withoutCredentials(model.base_url) }),
    ...(model.path === undefined ? {} : { path: model.path }),
    ...(model.initial === undefined ? {} : { initial: model.initial }),
    ...(model.terms?.url === undefined ? {} : { terms_url: model.terms.url }),
    ...(model.price
      ? {
          price: {
            input_usd_per_million: model.price.input_usd_per_million,
            output_usd_per_million: model.price.output_usd_per_million,
          },
        }
      : {}),
  }));
}

function termsOf(model: PlanModel): ReportModel['training_on_output'] {
  if (model.terms) return model.terms.training_on_output;
  return model.base_url === undefined ? 'not-applicable' : 'unknown';
}

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address.replace(/\/\/[^/@]*@/, '//');
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}
