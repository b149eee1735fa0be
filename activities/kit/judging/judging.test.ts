import Ajv from 'ajv/dist/2020.js';
import { judgementForm, judgementSchema, meanScore } from './judgement.js';
import { rubricProblems, rubricText, type Rubric } from './rubric.js';

const rubric: Rubric = {
  aspects: { truth: 'No false claim.', clarity: 'Easy to follow.' },
  scale: { min: 1, max: 5 },
  levels: { 5: 'Nothing to add.', 1: 'Useless.' },
};

test('the judge reads every aspect, the ends of the scale, and what scores mean in their order', () => {
  expect(rubricText(rubric)).toBe(
    [
      'Score each of these aspects by itself with a whole number from 1 (worst) to 5 (best):',
      '- truth: No false claim.',
      '- clarity: Easy to follow.',
      '',
      '1: Useless.',
      '5: Nothing to add.',
    ].join('\n'),
  );
  expect(judgementForm(rubric)).toContain('{"feedback": "...", "scores": {"truth": ..., "clarity": ...}}');
});

test.each([
  [{ feedback: 'Fine.', scores: { truth: 5, clarity: 1 } }, true],
  [{ feedback: 'Fine.', scores: { truth: 5 } }, false],
  [{ feedback: 'Fine.', scores: { truth: 5, clarity: 6 } }, false],
  [{ feedback: 'Fine.', scores: { truth: 4.5, clarity: 1 } }, false],
  [{ feedback: 'Fine.', scores: { truth: 5, clarity: 1, beauty: 3 } }, false],
  [{ scores: { truth: 5, clarity: 1 } }, false],
])('a reply must score every aspect on the scale, and no other: %j', (reply, fits) => {
  expect(new Ajv().validate(judgementSchema(rubric), reply)).toBe(fits);
});

test('one number stands for all aspects', () => {
  expect(meanScore({ scores: { truth: 5, clarity: 2 } })).toBe(3.5);
});

test('a scale without room, and levels beside it, are problems of the recipe', () => {
  expect(rubricProblems(rubric)).toEqual([]);
  expect(rubricProblems({ ...rubric, scale: { min: 3, max: 3 } })).toMatchObject([{ path: ['rubric', 'scale'] }]);
  expect(rubricProblems({ ...rubric, levels: { 0: 'None.' } })).toMatchObject([{ path: ['rubric', 'levels', '0'] }]);
});
