import { checkTemplate, renderTemplate, templateText } from './template.js';

test('a template names what it takes, with line and column; loop variables are its own', () => {
  const text = 'Clause:\n{{ prompt }}{% for turn in messages %}{{ turn.content }}{% endfor %}{{ ["my col"] }}';
  expect(checkTemplate(text)).toEqual({
    ok: true,
    variables: [
      { name: 'prompt', line: 2, column: 4 },
      { name: 'messages', line: 2, column: 28 },
      { name: 'my col', line: 2, column: 72 },
    ],
  });
});

test.each([
  ['{{ x', 'output "{{ x" not closed'],
  ['{% for x %}', 'illegal tag: {% for x %}'],
  ['{{ x | upcse }}', 'there is no filter "upcse" here'],
  ["{% include 'x' %}", 'there is no tag "include" here'],
  ["{{ 'now' | date: '%s' }}", 'there is no filter "date" here'],
  ['{{ list | sample }}', 'there is no filter "sample" here'],
])('%s is refused', (text, message) => {
  expect(checkTemplate(text)).toEqual({
    ok: false,
    message,
    hint: expect.any(String),
    line: 1,
    column: expect.any(Number),
  });
});

test('a missing column is a row error, never an empty text', () => {
  expect(renderTemplate('Q: {{ prompt }}', { prompt: 'x' })).toBe('Q: x');
  expect(() => renderTemplate('Q: {{ prompt }}', {})).toThrow(
    expect.objectContaining({
      code: 'template-failed',
      kind: 'row',
      message: 'A prompt cannot be made: undefined variable: prompt.',
    }),
  );
});

test('prototypes are out of reach', () => {
  expect(() => renderTemplate('{{ x.constructor }}', { x: {} })).toThrow(
    expect.objectContaining({ code: 'template-failed' }),
  );
});

test('how an editor saves a file changes no prompt', () => {
  expect(templateText('a\r\nb\r\n')).toBe('a\nb');
});
