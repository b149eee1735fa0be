import { stringify } from 'yaml';
import type { ReportMeasured, ReportMetric } from '../../schemas/generated/report.js';
import { formatCount, formatMetric, formatShare, shortDigest } from '../report/format-number.js';
import { listLimits } from './card-limits.js';
import { markdownTable } from './markdown-table.js';
import type { ModelFacts } from './model-facts.js';

/** The README.md of an exported student, as model hubs read it. Equal facts give an equal card; it names no path and no address. */
export function renderModelCard(facts: ModelFacts): string {
  const { recipe, step } = facts;
  const sections = [
    `# ${recipe.name}: ${step}`,
    `A student distilled with Limbeck by the recipe **${recipe.name}** ${recipe.version}: ${recipe.description.trim()}`,
    '## What it is',
    identity(facts),
    '## How it was made',
    steps(facts),
    '## Data',
    data(facts),
    '## Teachers',
    teachers(facts),
    '## Measured',
    measured(facts),
    ...rounding(facts),
    '## Limits',
    listLimits(facts)
      .map((limit) => `- ${limit}`)
      .join('\n'),
    '## Use',
    usage(facts),
    '## Versions',
    markdownTable(['package', 'version'], Object.entries(facts.versions)),
  ];
  return `---\n${stringify(frontMatter(facts))}---\n\n${sections.join('\n\n')}\n`;
}

/** No licence: which one the weights may have is for their owner to say, within those of data and teachers. */
function frontMatter({ exported, recipe, step, names, evaluations }: ModelFacts): object {
  const results = evaluations.flatMap(({ models, set }) =>
    models
      .filter(({ name }) => names.has(name))
      .map(({ metrics }) => ({
        task: { type: 'text-generation' },
        dataset: { name: set.names.join(', '), type: set.names.join('-') },
        metrics: Object.entries(metrics).map(([type, { value }]) => ({ type, value })),
      })),
  );
  return {
    library_name: exported.form === 'onnx' ? 'onnx' : 'transformers',
    pipeline_tag: 'text-generation',
    tags: ['limbeck', 'distillation', ...(exported.onnx?.int8 ? ['int8'] : [])],
    ...(results.length > 0 ? { 'model-index': [{ name: `${recipe.name}-${step}`, results }] } : {}),
  };
}

function identity(facts: ModelFacts): string {
  const { exported, training, recipe } = facts;
  const rows: [string, string][] = [
    ['form', exported.form === 'onnx' ? `ONNX with a key-value cache, ${weightsOf(facts)} weights` : 'Transformers'],
    ['parameters', formatCount(exported.parameters)],
    ['started from', facts.base],
    ['objective', facts.objective],
    ['recipe', `${recipe.name} ${recipe.version} (licence ${recipe.license}), digest ${shortDigest(recipe.digest)}`],
    ['run and step', `${facts.run}/${facts.step}, seed ${facts.seed}`],
    ['plan', shortDigest(facts.planDigest)],
    ['model', shortDigest(facts.modelDigest)],
  ];
  if (training) {
    const { rows: taught, steps: count, epochs, tokens, final_loss: loss } = training;
    const told = [
      taught === undefined ? '' : `${formatCount(taught)} rows`,
      epochs === undefined ? '' : `${formatMetric(epochs)} epochs`,
      count === undefined ? '' : `${formatCount(count)} optimizer steps`,
      tokens === undefined ? '' : `${formatCount(tokens)} tokens`,
      loss === undefined ? '' : `final loss ${formatMetric(loss)}`,
    ];
    rows.push(['training', told.filter(Boolean).join(', ')]);
  }
  if (exported.onnx) rows.push(['largest logit difference from PyTorch', exported.onnx.difference.toExponential(1)]);
  return markdownTable(['', ''], rows);
}

function weightsOf({ exported }: ModelFacts): string {
  return exported.onnx?.int8 ? 'int8' : 'float32';
}

function steps({ steps }: ModelFacts): string {
  const count = (value: number | undefined): string => (value === undefined ? '' : formatCount(value));
  return markdownTable(
    ['step', 'method', 'rows in', 'out', 'put aside', 'failed'],
    steps.map(({ id, use, counts }) => [
      id,
      use,
      count(counts?.in),
      count(counts?.out),
      count(counts?.rejected),
      count(counts?.failed),
    ]),
  );
}

function data({ data, steps }: ModelFacts): string {
  if (data.length === 0) return 'No data set of the recipe stands behind it.';
  const trained = new Set(steps.flatMap(({ inputs }) => inputs));
  return markdownTable(
    ['data set', 'rows', 'licence', 'used', 'digest'],
    data.map(({ name, rows, license, held_out, digest }) => [
      name,
      formatCount(rows),
      license ?? 'not said',
      held_out
        ? trained.has(name)
          ? 'measured on; read by a check of the training rows'
          : 'measured on'
        : 'trained on',
      shortDigest(digest),
    ]),
  );
}

const TERMS = {
  allowed: 'training on its output allowed',
  forbidden: 'training on its output FORBIDDEN',
  unknown: 'terms not said',
  'not-applicable': 'a local model',
} as const;

function teachers({ teachers }: ModelFacts): string {
  if (teachers.length === 0) return 'No model answered for its rows: it was trained on data alone.';
  return markdownTable(
    ['model', 'id', 'provider', 'terms'],
    teachers.map(({ name, model, provider, training_on_output: terms, terms_url: url }) => [
      name,
      model ?? '',
      provider,
      url === undefined ? TERMS[terms] : `${TERMS[terms]} (${url})`,
    ]),
  );
}

function measured({ evaluations, names }: ModelFacts): string {
  if (evaluations.length === 0) return 'It was not measured in this run.';
  const rows = evaluations.flatMap(({ set, models, use }) =>
    models.flatMap((model) =>
      Object.entries(model.metrics).map(([metric, value]) => [
        set.names.join(', '),
        metric,
        names.has(model.name) ? `**${describe(model)}**` : describe(model),
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

function rounding({ exported }: ModelFacts): string[] {
  const int8 = exported.onnx?.int8;
  if (!exported.onnx || !int8) return [];
  const size = `The graph takes ${megabytes(int8.bytes)} in place of ${megabytes(exported.onnx.bytes)}.`;
  const cost = int8.compared;
  if (!cost) return ['### Rounded to 8 bits', `${size} What that costs in accuracy was not measured.`];
  const text =
    `${size} On ${formatCount(cost.prompts)} held-out prompts, ${formatShare(cost.equal_completions)} of the greedy replies are the same to the ` +
    `last token; along the full model's replies (${formatCount(cost.tokens)} tokens) both choose the same token ${(cost.equal_tokens * 100).toFixed(1)} % of the ` +
    `time, and a logit differs by ${cost.mean_logit_difference} on average. The figures above are of the full weights.`;
  return ['### Rounded to 8 bits', text];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function usage({ exported }: ModelFacts): string {
  if (exported.form === 'transformers') {
    return [
      '```python',
      'from transformers import AutoModelForCausalLM, AutoTokenizer',
      '',
      'tokenizer = AutoTokenizer.from_pretrained(FOLDER)',
      'model = AutoModelForCausalLM.from_pretrained(FOLDER)',
      'messages = [{"role": "user", "content": "..."}]',
      'inputs = tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_tensors="pt", return_dict=True)',
      'reply = model.generate(**inputs, max_new_tokens=256, do_sample=False)[0, inputs["input_ids"].shape[1] :]',
      'print(tokenizer.decode(reply, skip_special_tokens=True))',
      '```',
    ].join('\n');
  }
  return (
    '`model.onnx` takes `input_ids`, `attention_mask`, `position_ids` and `past.<i>.key`, `past.<i>.value`, and gives `logits`, `present.<i>.key` and ' +
    '`present.<i>.value`: (batch, heads, length, head size). Pad on the left. `limbeck-onnx.json` says how many layers and heads there are and which ' +
    'tokens end a reply; prompts are made with `tokenizer.json` and `chat_template.jinja`.'
  );
}
