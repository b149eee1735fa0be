import {
  checkExpression,
  compileRowPredicate,
  evaluateGate,
  evaluateKeep,
  evaluateUntil,
  evaluateWhen,
} from './cel.js';

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
  expect(checkExpression(expression, metrics)).toEqual(problem);
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

test('the metrics of the only model are read without its name as well', () => {
  const tune = { accuracy: { value: 0.4, low: 0.3, high: 0.5, n: 10 } };
  expect(evaluateGate('metrics.accuracy < 0.5 && metrics.tune.accuracy_low == metrics.accuracy_low', { tune })).toBe(
    true,
  );
  const metrics = { 'rounds.check': { tune } };
  expect(evaluateWhen('metrics.rounds.check.accuracy < 0.5', { params: {}, metrics })).toBe(true);
  expect(() => evaluateGate('metrics.accuracy < 0.5', { tune, teacher: tune })).toThrow(
    expect.objectContaining({ code: 'expression-failed' }),
  );
});

test('a loop ends by its metrics and those of the round before, of which the first has none', () => {
  const round = (value: number) => ({ check: { tune: { accuracy: { value, n: 10 } } } });
  const until = 'metrics.check.accuracy < previous.check.accuracy + 0.01';
  expect([
    evaluateUntil(until, { metrics: round(0.5) }),
    evaluateUntil(until, { metrics: round(0.6), previous: round(0.5) }),
    evaluateUntil(until, { metrics: round(0.505), previous: round(0.5) }),
    evaluateUntil('metrics.check.accuracy > 0.4', { metrics: round(0.5) }),
  ]).toEqual([false, false, true, true]);
  expect(evaluateKeep('metrics.check.tune.accuracy * 2', { metrics: round(0.5) })).toBe(1);
  expect(evaluateKeep('3', { metrics: {} })).toBe(3);
  for (const keep of ['metrics.check.accuracy > 0.1', 'metrics.other.accuracy', '1.0 / 0.0'])
    expect(() => evaluateKeep(keep, { metrics: round(0.5) })).toThrow(
      expect.objectContaining({ code: 'expression-failed' }),
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
  expect(checkExpression('row.text.matches("(")', { row: { text: 'dyn' } })).toEqual({
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
