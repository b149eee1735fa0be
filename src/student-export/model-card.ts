import { stringify } from 'yaml';
import type { ReportData } from '../../schemas/generated/report.js';
import { formatCount, formatMetric, formatRejected, shortDigest } from '../report/format-number.js';
import { listLimits } from './card-limits.js';
import { describeMeasures, describeRounding } from './card-measures.js';
import { markdownTable } from './markdown-table.js';
import type { ModelFacts } from './model-facts.js';
import { termsInWords } from './terms-in-words.js';

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
    describeMeasures(facts),
    ...describeRounding(facts),
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
  const results = evaluations.flatMap(({ step: id, models, set }) =>
    models
      .filter(({ name }) => names.get(id)?.has(name))
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
      epochs === undefined ? '' : `${epochs} epochs`,
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
      counts ? formatRejected(counts) : '',
      count(counts?.failed),
    ]),
  );
}

function data({ data, steps, step }: ModelFacts): string {
  if (data.length === 0) return 'No data set of the recipe stands behind it.';
  const behind = new Set(steps.flatMap(({ inputs }) => inputs));
  const taught = new Set(steps.find(({ id }) => id === step)?.inputs);
  const use = ({ name, held_out: heldOut }: ReportData): string => {
    if (heldOut) return behind.has(name) ? 'measured on; read by a check of the training rows' : 'measured on';
    return taught.has(name) ? 'trained on' : 'what the training rows were made from';
  };
  return markdownTable(
    ['data set', 'rows', 'licence', 'used', 'digest'],
    data.map((set) => [set.name, formatCount(set.rows), set.license ?? 'not said', use(set), shortDigest(set.digest)]),
  );
}

function teachers({ teachers }: ModelFacts): string {
  if (teachers.length === 0) return 'No model answered for its rows: it was trained on data alone.';
  return markdownTable(
    ['model', 'id', 'provider', 'terms'],
    teachers.map(({ name, model, provider, training_on_output: terms, terms_url: url }) => [
      name,
      model ?? '',
      provider,
      termsInWords(terms, url),
    ]),
  );
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
