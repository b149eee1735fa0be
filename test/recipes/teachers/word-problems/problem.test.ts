import { readProblem, solveProblem, sentenceForms } from './parts.js';

const answerOf = (text: string): number | undefined => {
  const sentences = readProblem(text);
  return sentences && solveProblem(sentences)?.answer;
};

test.each([
  ['Mia has 12 eggs. Then Ben finds 5 more. How many eggs are there now?', 17],
  [
    'Mia fills 3 boxes with 4 toy cars each. A dog runs off with 2 of them. How many toy cars does Mia have in the end?',
    10,
  ],
  ['Mia makes 5 cups a day for 3 days. If 3 friends share the cups equally, how many does each get?', 5],
  [
    'There are 7 red kites and 8 blue ones. By the next day there are three times as many. What is the number of kites then?',
    45,
  ],
  ['The hall holds 12 lamps. Then 4 lamps are lost. If each costs 5 dollars, what do they cost together?', 40],
])('%s', (text, answer) => {
  expect(answerOf(text)).toBe(answer);
});

test.each([
  ['a sentence of no known form', 'Mia has 12 eggs. Hens are birds. How many eggs are there now?'],
  ['no question', 'Mia has 12 eggs. Then Ben finds 5 more.'],
  ['a question in the middle', 'Mia has 12 eggs. How many eggs are there now? Then Ben finds 5 more.'],
  ['a question alone', 'How many eggs are there now?'],
  ['more taken than there is', 'Mia has 12 eggs. Then 13 eggs are lost. How many eggs are there now?'],
  ['a division that leaves a rest', 'Mia has 7 eggs. If 2 friends share the eggs equally, how many does each get?'],
])('%s is not solved', (_name, text) => {
  expect(answerOf(text)).toBeUndefined();
});

test('the steps say what is counted', () => {
  const sentences = readProblem('Mia has 12 eggs. If each costs 2 dollars, what do they cost together?')!;
  expect(solveProblem(sentences)).toEqual({
    steps: [{ left: 12, operation: '*', right: 2, result: 24, unit: 'dollars' }],
    answer: 24,
  });
});

test('no form is there twice, and none says what another says', () => {
  expect(new Set(sentenceForms.map(({ text }) => text.replaceAll(/\{[a-z]+\}/g, '{}'))).size).toBe(
    sentenceForms.length,
  );
});
