import type { ReportMeasured, ReportMetric } from '../../schemas/generated/report.js';
import { formatCount, formatMetric, formatShare } from '../report/format-number.js';
import { markdownTable } from './markdown-table.js';
import type { ModelFacts } from './model-facts.js';

/** Every model on the same held-out rows, each metric with its interval, and what the numbers carry. */
export function describeMeasures({ evaluations, names }: ModelFacts): string {
  if (evaluations.length === 0) return 'It was not measured in this run.';
  const rows = evaluations.flatMap(({ step, set, models, use }) =>
    models.flatMap((model) =>
      Object.entries(model.metrics).map(([metric, value]) => [
        set.names.join(', '),
        metric,
        names.get(step)?.has(model.name) ? `**${describe(model)}**` : describe(model),
        withInterval(value),
        formatCount(value.n),
        use,
      ]),
    ),
  );
  const findings = evaluations.flatMap((evaluation) => evaluation.findings.map(({ text }) => `- ${text}`));
  const table = markdownTable(['set', 'metric', 'model', 'value (95 % interval)', 'rows', 'method'], rows);
  return findings.length === 0 ? table : `${table}\n\n${findings.join('\n')}`;
}

function describe({ display, role }: ReportMeasured): string {
  return role === 'reference' ? display : `${display}, ${role}`;
}

function withInterval({ value, low, high }: ReportMetric): string {
  if (low === undefined || high === undefined) return formatMetric(value);
  return `${formatMetric(value)} (${formatMetric(low)} to ${formatMetric(high)})`;
}

/** What rounding the weights to 8 bits saves and costs; nothing where they are whole. */
export function describeRounding({ exported }: ModelFacts): string[] {
  const int8 = exported.onnx?.int8;
  if (!exported.onnx || !int8) return [];
  const size = `The graph takes ${megabytes(int8.bytes)} in place of ${megabytes(exported.onnx.bytes)}.`;
  const cost = int8.compared;
  if (!cost) return ['### Rounded to 8 bits', `${size} What that costs in accuracy was not measured.`];
  const text =
    `${size} On ${formatCount(cost.prompts)} prompts that an evaluation asked it, ${formatShare(cost.equal_completions)} of the greedy replies are the same to the ` +
    `last token; along the full model's replies (${formatCount(cost.tokens)} tokens) both choose the same token ${(cost.equal_tokens * 100).toFixed(1)} % of the ` +
    `time, and a logit differs by ${cost.mean_logit_difference} on average. The figures above are of the full weights.`;
  return ['### Rounded to 8 bits', text];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
