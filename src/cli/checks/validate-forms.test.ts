import { LimbeckError } from '../../core/errors.js';
import { RecipeInvalid } from '../../core/problems.js';
import type { CheckedRecipe } from './checked-recipe.js';
import { renderAnnotations } from './render-annotations.js';
import { renderSarif } from './render-sarif.js';

const checked: readonly CheckedRecipe[] = [
  { recipe: 'good.yaml', steps: 2, warnings: ['No step uses the model "a".'] },
  {
    recipe: 'bad recipe.yaml',
    warnings: [],
    error: new RecipeInvalid([
      {
        code: 'unknown-key',
        message: 'Unknown key "form": 100% wrong.',
        hint: 'Did you mean "from"?',
        where: { file: 'bad recipe.yaml', line: 3, column: 5, text: '    form: x' },
      },
      { code: 'file-empty', message: 'The file is empty.', where: { file: 'data,1.jsonl' } },
    ]),
  },
  { recipe: 'gone.yaml', warnings: [], error: new LimbeckError({ code: 'no-project', message: 'No limbeck.yaml.' }) },
];

test('as annotations every problem is one command with its place, special characters escaped', () => {
  expect(renderAnnotations(checked).split('\n')).toEqual([
    '::warning file=good.yaml::No step uses the model "a".',
    '::error file=bad recipe.yaml,line=3,col=5,title=unknown-key::Unknown key "form": 100%25 wrong.%0ADid you mean "from"?',
    '::error file=data%2C1.jsonl,title=file-empty::The file is empty.',
    '::error file=gone.yaml,title=no-project::No limbeck.yaml.',
  ]);
  expect(renderAnnotations([{ recipe: 'good.yaml', warnings: [] }])).toBe('');
});

test('as SARIF every problem is a result with its rule, level and region', () => {
  const log = JSON.parse(renderSarif(checked, '1.2.3')) as Record<string, never>;
  expect(log).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'limbeck',
            version: '1.2.3',
            rules: [{ id: 'file-empty' }, { id: 'no-project' }, { id: 'unknown-key' }, { id: 'warning' }],
          },
        },
        results: [
          {
            ruleId: 'unknown-key',
            level: 'error',
            message: { text: 'Unknown key "form": 100% wrong. Did you mean "from"?' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'bad%20recipe.yaml' },
                  region: { startLine: 3, startColumn: 5 },
                },
              },
            ],
          },
          { ruleId: 'file-empty', locations: [{ physicalLocation: { artifactLocation: { uri: 'data,1.jsonl' } } }] },
          { ruleId: 'no-project', level: 'error' },
          { ruleId: 'warning', level: 'warning' },
        ],
      },
    ],
  });
});
