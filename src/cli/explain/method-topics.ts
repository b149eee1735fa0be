import type { JsonSchema } from '../../core/method.js';
import type { Catalog } from '../../plan/contract.js';
import { stageTraits, stages, type StepTraits } from '../../plan/traits.js';
import { describedAs, describeType } from './schema-type.js';
import type { Topic, TopicSection } from './topic.js';

/** Every method and objective, explained from its own traits and parameter schema. */
export function methodTopics(catalog: Catalog): readonly Topic[] {
  return stages.flatMap((stage) =>
    stageTraits(catalog, stage).map((traits): Topic => {
      const own = catalog[stage].find(({ id }) => id === traits.id);
      return {
        name: `${stage}/${traits.id}`,
        kind: 'method',
        summary: own?.summary ?? '',
        details: () => [makes(traits), takes(traits), ...parameters(traits), ...measures(traits), example(traits)],
      };
    }),
  );
}

function makes({ produces, outputs, shape }: StepTraits): TopicSection {
  const named = outputs ? `, as ${outputs.join(' and ')}` : '';
  const rows =
    produces === 'model'
      ? 'a model, read under the step’s name'
      : produces === 'metrics'
        ? 'metrics and one prediction a row'
        : typeof produces === 'object'
          ? `rows of the kind that "${produces.same}" has${named}`
          : `${produces} rows${named}`;
  const how = {
    map: 'row by row, many at once',
    grow: 'in rounds, each from what is there',
    reduce: 'over the whole data set at once',
    train: 'one training job, resumed from its checkpoints',
    measure: 'each model over each row, folded into metrics',
  }[shape];
  return { heading: 'Makes', rows: [[rows], [how]] };
}

function takes({ ports }: StepTraits): TopicSection {
  const rows = Object.entries(ports).map(([name, { kinds, optional, description }], index) => [
    name === '*' ? 'any name' : `${name}${optional ? ' (optional)' : ''}${index === 0 ? ' (bare `from`)' : ''}`,
    kinds === 'any' ? 'any kind' : kinds.join(', '),
    description,
  ]);
  return { heading: 'Takes (`from`)', rows };
}

function parameters({ params }: StepTraits): TopicSection[] {
  const required = (params['required'] as readonly string[] | undefined) ?? [];
  const properties = Object.entries((params['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>);
  if (properties.length === 0) return [];
  const rows = properties.map(([name, schema]) => [
    `${name}${required.includes(name) ? ' (required)' : ''}`,
    describeType(schema),
    describedAs(schema),
  ]);
  return [{ heading: 'Parameters (`with`)', rows }];
}

function measures({ measures: said }: StepTraits): TopicSection[] {
  if (!said?.metrics) return [];
  const rows = Object.entries(said.metrics).map(([name, { interval, better, unit = '' }]) => [
    name,
    [
      `${better} is better`,
      ...(unit === '' || unit === 'share' ? [] : [`in ${unit}`]),
      ...(interval ? [`with ${name}_low and ${name}_high, the ends of its interval`] : []),
    ].join('; '),
  ]);
  return [{ heading: 'Metrics', rows }];
}

function example({ stage, id, ports, params }: StepTraits): TopicSection {
  const first = Object.keys(ports)[0];
  const required = (params['required'] as readonly string[] | undefined) ?? [];
  const lines = [
    `- id: ${stage === 'distill' ? 'tune' : 'mine'}`,
    `  use: ${stage}/${id}`,
    first === '*' ? '  from: { a: one, b: other }' : `  from: ${first ?? 'rows'}`,
    ...(required.length === 0 ? [] : [`  with: { ${required.map((name) => `${name}: ...`).join(', ')} }`]),
  ];
  return { heading: 'In a recipe', rows: lines.map((line) => [line]) };
}
