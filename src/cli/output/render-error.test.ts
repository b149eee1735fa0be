import { LimbeckError } from '../../core/errors.js';
import { RecipeInvalid } from '../../core/problems.js';
import { EXIT, exitCodeOfError } from '../exit-code.js';
import { errorAsJson, renderError } from './render-error.js';
import { createStyle } from './style.js';
import { unknownName } from '../../project/unknown-name.js';

const plain = createStyle({ isTTY: false }, {});

test('an error says its code, what is wrong, where, and what to do', () => {
  const error = new LimbeckError({
    code: 'bad-thing',
    message: 'A thing is bad.',
    hint: 'Make it good.',
    where: { file: 'recipe.yaml', line: 12, column: 3, text: '\tx: bad' },
  });
  expect(renderError(error, plain)).toBe(
    [
      'error[bad-thing]: A thing is bad.',
      '  --> recipe.yaml:12:3',
      '12 | \tx: bad',
      '   | \t ^',
      'hint: Make it good.',
    ].join('\n'),
  );
});

test('all problems of a recipe are shown and counted', () => {
  const where = { file: 'r.yaml', line: 1, column: 1 };
  const error = new RecipeInvalid([
    { code: 'one', message: 'First.', where },
    { code: 'two', message: 'Second.', where },
  ]);
  const text = renderError(error, plain);
  expect(text).toContain('First.');
  expect(text).toContain('Second.');
  expect(text).toMatch(/2 problems\.$/);
  expect(errorAsJson(error)).toEqual({ error: 'recipe-invalid', problems: error.problems });
});

test('something that is no error of ours is called a fault, without its stack', () => {
  const text = renderError(new TypeError('x is not a function'), plain);
  expect(text).toContain('error[unexpected]: x is not a function');
  expect(text).not.toContain(' at ');
});

test.each([
  [new LimbeckError({ code: 'budget-used', message: '', kind: 'budget' }), EXIT.budget],
  [new LimbeckError({ code: 'gate-not-met', message: '' }), EXIT.gate],
  [unknownName('run', 'x', []), EXIT.usage],
  [new LimbeckError({ code: 'run-exists', message: '' }), EXIT.usage],
  [new LimbeckError({ code: 'engine-failed', message: '' }), EXIT.failed],
  [new Error('anything'), EXIT.failed],
])('the exit code of %s', (error, code) => {
  expect(exitCodeOfError(error)).toBe(code);
});

test('a wrong name is answered with the nearest and the rest', () => {
  expect(unknownName('run', 'terms-l', ['terms-1', 'other']).hint).toBe(
    'Did you mean "terms-1"? Known: terms-1, other.',
  );
  expect(unknownName('run', 'zzz', []).hint).toBe('There is no run yet.');
});
