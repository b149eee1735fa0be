import { describe, expect, test } from '@jest/globals';
import type { ReportMeasured, ReportMetric } from '../../schemas/generated/report.js';
import { compare, comparePairs, measureGaps } from './comparison.js';

const metric = (value: number, low?: number, high?: number, n = 100): ReportMetric => ({
  value,
  n,
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
});

describe('compare', () => {
  test.each([
    ['clear of each other', metric(0.9, 0.8, 1), metric(0.5, 0.4, 0.6), 'apart'],
    ['the other way round', metric(0.5, 0.4, 0.6), metric(0.9, 0.8, 1), 'apart'],
    ['touching at one point', metric(0.7, 0.6, 0.8), metric(0.5, 0.4, 0.6), 'overlap'],
    ['one inside the other', metric(0.5, 0.1, 0.9), metric(0.5, 0.4, 0.6), 'overlap'],
    ['one without an interval', metric(0.9), metric(0.1, 0, 0.2), 'no-interval'],
    ['an interval upside down', metric(0.9, 1, 0.8), metric(0.1, 0, 0.2), 'no-interval'],
    ['a flat interval of many rows', metric(0, 0, 0, 300), metric(0.05, 0.02, 0.08), 'apart'],
    ['a flat interval of few rows', metric(0, 0, 0, 10), metric(0.25, 0.2, 0.3), 'overlap'],
    ['three lucky rows against three unlucky ones', metric(1, 1, 1, 3), metric(0, 0, 0, 3), 'overlap'],
    ['an interval of no rows', metric(0, 0, 0, 0), metric(1, 0.9, 1), 'no-interval'],
  ])('%s', (_, a, b, verdict) => expect(compare(a, b)).toBe(verdict));

  test('a flat interval is widened by the range of its metric, and is none where that has no end', () => {
    const [flat, near] = [metric(40, 40, 40, 100), metric(36, 35, 37)];
    expect(compare(flat, near, { better: 'higher', range: [0, 100] })).toBe('overlap');
    expect(compare(flat, near, { better: 'higher', range: [0, 50] })).toBe('apart');
    expect(compare(flat, near, { better: 'lower', range: [0, null] })).toBe('no-interval');
    expect(compare(flat, near, { better: 'lower' })).toBe('no-interval');
  });
});

const model = (name: string, role: ReportMeasured['role'], score: ReportMetric): ReportMeasured => ({
  name,
  display: name,
  role,
  metrics: { accuracy: score },
  ...(role === 'distilled' || role === 'control'
    ? { trained_on: { step: name, sources: [], teachers: [], checks: [] } }
    : {}),
});

const root = () => 'student';

test('pairs are compared once, the later less the earlier, on metrics both have', () => {
  const models = [
    model('teacher', 'teacher', metric(1, 0.95, 1)),
    model('student', 'untrained', metric(0.25, 0.2, 0.3)),
    { ...model('odd', 'reference', metric(0)), metrics: {} },
  ];
  expect(comparePairs(models, ['accuracy'])).toEqual([
    { metric: 'accuracy', a: 'student', b: 'teacher', difference: -0.75, verdict: 'apart' },
  ]);
  expect(comparePairs(models, ['accuracy'], { accuracy: { better: 'higher' } })[0]?.better).toBe('teacher');
  expect(comparePairs(models, ['accuracy'], { accuracy: { better: 'lower' } })[0]?.better).toBe('student');
});

describe('the share of the gap', () => {
  const teacher = model('teacher', 'teacher', metric(1, 0.95, 1));
  const student = model('student', 'untrained', metric(0.5, 0.4, 0.6));

  test('is told from the untrained student to the teacher', () => {
    const tuned = model('tune', 'distilled', metric(0.875, 0.8, 0.95));
    expect(measureGaps([teacher, student, tuned], ['accuracy'], root)).toEqual([
      { metric: 'accuracy', model: 'tune', untrained: 'student', teacher: 'teacher', share: 0.75 },
    ]);
  });

  test('is left out where the student is not apart from where it began', () => {
    const tuned = model('tune', 'distilled', metric(0.55, 0.45, 0.65));
    expect(measureGaps([teacher, student, tuned], ['accuracy'], root)).toEqual([]);
  });

  test('is left out where teacher and untrained student are not apart', () => {
    const near = model('teacher', 'teacher', metric(0.6, 0.5, 0.7));
    const tuned = model('tune', 'distilled', metric(0.875, 0.8, 0.95));
    expect(measureGaps([near, student, tuned], ['accuracy'], root)).toEqual([]);
  });

  test('is below nothing when training led away from the teacher', () => {
    const worse = model('tune', 'distilled', metric(0.25, 0.2, 0.3));
    expect(measureGaps([teacher, student, worse], ['accuracy'], root)[0]?.share).toBe(-0.5);
  });
});
