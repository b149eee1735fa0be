import { ProblemList } from './problems/problem-list.js';
import { readYaml } from './yaml-source.js';

function hintOf(text: string): string | undefined {
  const problems = new ProblemList();
  readYaml('recipe.yaml', text, problems);
  return problems.sorted()[0]?.hint;
}

test('a comma too many is named, rather than a missing quote', () => {
  expect(hintOf('with: { student: student, epochs: 1,, batch_size: 8 }\n')).toBe(
    'Take it out, or put in what is missing.',
  );
});
