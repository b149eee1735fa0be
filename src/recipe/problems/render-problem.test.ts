import { renderProblems } from './render-problem.js';

test('nothing wrong, nothing said', () => expect(renderProblems([], { color: false })).toBe(''));

test('a long line is cut around the place, and the caret still points at it', () => {
  const text = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`;
  const shown = renderProblems([{ code: 'c', message: 'Wrong.', where: { file: 'f', line: 1, column: 501, text } }], {
    color: false,
  });
  const [, line = '', caret = ''] = shown.split('\n');
  expect(line.length).toBeLessThan(180);
  expect(line.slice(caret.indexOf('^'), caret.indexOf('^') + 4)).toBe('HERE');
});

test('colours are there only when asked for', () => {
  const problem = {
    code: 'c',
    message: 'Wrong.',
    hint: 'Mend it.',
    where: { file: 'f', line: 1, column: 1, text: 'a' },
  };
  expect(renderProblems([problem], { color: true })).toContain('\u001b[');
  expect(renderProblems([problem], { color: false })).not.toContain('\u001b[');
});
