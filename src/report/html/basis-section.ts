import type { Report, ReportModel } from '../../../schemas/generated/report.js';
import { isLocalProvider } from '../../core/models/local-provider.js';
import { formatCount } from '../format-number.js';
import { html, type Content, type Markup } from './markup.js';
import { drawDigest, drawFacts, drawTable } from './tables.js';

/** Licences, terms, versions and digests: what the result rests on. */
export function drawBasis(report: Report): Markup {
  return html`<section aria-labelledby="basis">
    <h2 id="basis">What it rests on</h2>
    ${drawData(report)} ${drawModels(report)} ${drawSteps(report)}
    ${drawFacts([
      ['Recipe', html`${report.recipe.file} ${drawDigest(report.recipe.digest)}`],
      ...(report.recipe.files ?? []).map(
        ({ path, digest }) => ['It uses', html`${path} ${drawDigest(digest)}`] as const,
      ),
      ['Plan', drawDigest(report.plan_digest)],
      ['Profile', report.profile],
      ['Seed', String(report.seed)],
      ...Object.entries(report.params).map(([name, value]) => [`${name} (param)`, show(value)] as const),
      ...report.versions.map(({ name, version }) => [name, version] as const),
    ])}
  </section>`;
}

function drawData({ data }: Report): Markup {
  return drawTable(
    'Data and licences',
    [{ title: 'Data set' }, { title: 'Rows', number: true }, { title: 'Licence' }, { title: 'SHA-256' }],
    data.map((set) => [
      html`${set.name}<small>${set.kind}, ${set.file}${set.held_out && ', held out'}</small>`,
      formatCount(set.rows),
      set.license ?? html`<i>not said</i>`,
      drawDigest(set.digest),
    ]),
  );
}

function drawModels({ models }: Report): Markup {
  return drawTable(
    'Models and terms',
    [
      { title: 'Model' },
      { title: 'Price per million tokens' },
      { title: 'Training on its answers' },
      { title: 'Identity' },
    ],
    models.map((model) => [
      html`${model.display}<small>${describeEndpoint(model)}</small>`,
      drawPrice(model),
      drawTerms(model),
      drawDigest(model.identity),
    ]),
  );
}

function drawSteps({ steps }: Report): Markup {
  return drawTable(
    'Steps and what they made',
    [{ title: 'Step' }, { title: 'Step key' }, { title: 'Outputs, SHA-256' }],
    steps.map((step) => [
      step.id,
      step.key === undefined ? '–' : drawDigest(step.key),
      Object.entries(step.outputs ?? {}).map(([name, digest], at) => [
        at > 0 && html`<br />`,
        html`${name} ${drawDigest(digest)}`,
      ]),
    ]),
  );
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function describeEndpoint({ provider, model, base_url, path, initial }: ReportModel): string {
  const at = base_url === undefined ? '' : ` at ${base_url}`;
  const from = path === undefined ? '' : ` from ${path}${initial === 'random' ? ', random weights' : ''}`;
  return `${[provider, model].filter(Boolean).join(', ')}${at}${from}`;
}

function drawPrice({ price, provider }: ReportModel): Content {
  if (!price) return isLocalProvider(provider) ? 'local' : html`<i>unknown</i>`;
  return `$${price.input_usd_per_million} in, $${price.output_usd_per_million} out`;
}

function drawTerms({ training_on_output: said, terms_url: url }: ReportModel): Content {
  if (said === 'not-applicable') return '–';
  // Only addresses a browser opens as pages become links.
  if (url !== undefined && /^https?:\/\//i.test(url))
    return html`<a href="${url}" rel="noreferrer noopener">${said}</a>`;
  return url === undefined ? said : `${said} (${url})`;
}
