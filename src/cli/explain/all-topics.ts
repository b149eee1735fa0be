import { RECORD_KINDS } from '../../core/record-kinds.js';
import { loadCatalog } from '../../project/catalog.js';
import { errorTopics } from './error-topics.js';
import { methodTopics } from './method-topics.js';
import { schemaKeys } from './schema-keys.js';
import type { Topic } from './topic.js';

/** All that can be explained. */
export async function allTopics(): Promise<readonly Topic[]> {
  const [recipe, project] = await Promise.all([
    import('../../../schemas/recipe.schema.json'),
    import('../../../schemas/project.schema.json'),
  ]);
  return [
    ...schemaKeys(recipe.default, 'recipe key'),
    ...schemaKeys(project.default, 'project key'),
    ...methodTopics(await loadCatalog()),
    ...kindTopics(),
    ...errorTopics(),
  ];
}

function kindTopics(): readonly Topic[] {
  return Object.entries(RECORD_KINDS).map(([name, { required, optional }]): Topic => ({
    name,
    kind: 'record kind',
    summary: 'Every row also has `id` and `parents`; other columns ride along.',
    details: () => [
      {
        heading: 'Fields',
        rows: [
          [required.join(', '), 'must be there'],
          ...(optional.length === 0 ? [] : [[optional.join(', '), 'may be there']]),
        ],
      },
    ],
  }));
}
