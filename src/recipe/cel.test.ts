import { checkCondition, compileRowPredicate, evaluateGate, evaluateWhen } from './cel.js';

const metrics = {
  metrics: { tune: { accuracy: 'double', accuracy_low: 'double' }, 'tune-gold': { accuracy: 'double' } },
} as const;

test.each([
  ['metrics.tune.accuracy >= 0.5', undefined],
  ["metrics.tune.accuracy >= metrics['tune-gold'].accuracy + 0.10", undefined],
  ['metrics.tune.accuracy * 2 > 1 && metrics.tune.accuracy_low > 0', undefined],
  ['metrics.tune.acuracy > 1', { message: 'No such key: acuracy', offset: 13, unknownName: 'acuracy' }],
  ['metric.tune.accuracy > 1', { message: 'Unknown variable: metric', offset: 0, unknownName: 'metric' }],
  ['metrics.tune.accuracy', { message: 'It gives a number, not true or false', offset: 0 }],
  ['metrics.tune.accuracy >', { message: 'The expression ends too early', offset: 23 }],
])('%s is checked', (expression, problem) => {
  expect(checkCondition(expression, metrics)).toEqual(problem);
});

test('a gate sees values and the ends of intervals', () => {
  const measured = {
    tune: { accuracy: { value: 0.9, low: 0.86, high: 0.93, n: 100 } },
    'tune-gold': { accuracy: { value: 0.1, n: 100 } },
  };
  expect(evaluateGate("metrics.tune.accuracy_low >= metrics['tune-gold'].accuracy + 0.10", measured)).toBe(true);
  expect(evaluateGate('metrics.tune.accuracy == 1', measured)).toBe(false);
  expect(() => evaluateGate("metrics['tune-gold'].accuracy_low > 0.0", measured)).toThrow(/No such key: accuracy_low/);
});

test('a step is skipped by parameters and earlier metrics', () => {
  const context = {
    params: { rounds: 3, name: 'x' },
    metrics: { score: { tune: { accuracy: { value: 0.4, n: 10 } } } },
  };
  expect(evaluateWhen("params.rounds == 3 && params.name == 'x' && metrics.score.tune.accuracy < 0.5", context)).toBe(
    true,
  );
});

test('numbers of a row mix with whole numbers of the expression', () => {
  const row = { id: 'a', parents: [], n: 3, text: 'abc', tags: ['x'] };
  for (const expression of [
    'row.n + 1 == 4',
    'row.n % 2 == 1',
    'row.n == 3',
    'size(row.text) == 3',
    '"x" in row.tags',
    'row.n / 2 > 1',
  ]) {
    expect([expression, compileRowPredicate(expression)(row)]).toEqual([expression, true]);
  }
});

test('patterns run in linear time and may find anywhere', () => {
  const row = { id: 'a', parents: [], text: `${'a'.repeat(5000)}b` };
  expect(compileRowPredicate('row.text.matches("^(a+)+$")')(row)).toBe(false);
  expect(compileRowPredicate('row.text.matches("ab")')(row)).toBe(true);
  expect(compileRowPredicate('("matches" + row.text).matches("^matchesa")')(row)).toBe(true);
});

test('a pattern that cannot be read is found before the run', () => {
  expect(checkCondition('row.text.matches("(")', { row: { text: 'dyn' } })).toEqual({
    message: expect.stringContaining('The pattern cannot be read'),
    offset: 17,
  });
});

test('a row without the column is a row error', () => {
  const test = compileRowPredicate('row.missing == 1');
  expect(() => test({ id: 'a' })).toThrow(expect.objectContaining({ kind: 'row', code: 'expression-failed' }));
});

test('neither prototypes nor constructors can be reached', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect(() => compileRowPredicate(`row.${name} != null`)({ id: 'a' })).toThrow();
  }
});
