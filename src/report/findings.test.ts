import { expect, test } from '@jest/globals';
import type { ReportEvaluation, ReportMeasured, ReportMetricTraits } from '../../schemas/generated/report.js';
import { stateCaveats, stateFindings } from './findings.js';

type Scored = {
  readonly name: string;
  readonly role: ReportMeasured['role'];
  readonly score: readonly [number, number?, number?];
};

const model = ({ name, role, score: [value, low, high] }: Scored): ReportMeasured => ({
  name,
  display: role === 'teacher' ? `${name} (rule-based)` : name,
  role,
  metrics: {
    accuracy: { value, n: 200, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) },
  },
  ...(role === 'distilled' || role === 'control'
    ? {
        trained_on: {
          step: name,
          rows: 1500,
          sources: [{ name: role === 'control' ? 'gold' : 'clean', source: 'data' as const }],
          teachers: role === 'control' ? [] : ['teacher'],
          checks: role === 'control' ? [] : [{ step: 'clean' }],
        },
      }
    : {}),
});

const evaluation = (
  models: readonly Scored[],
  traits: ReportMetricTraits = { better: 'higher', unit: 'share', range: [0, 1] },
): Pick<ReportEvaluation, 'metrics' | 'metric_traits' | 'models' | 'gaps' | 'set'> => ({
  metrics: ['accuracy'],
  metric_traits: { accuracy: traits },
  models: models.map(model),
  gaps: [],
  set: { names: ['held-out'], rows: 200, held_out: true },
});

const control: Scored = { name: 'tune-gold', role: 'control', score: [0.4, 0.35, 0.45] };

test('a difference is claimed where the intervals lie apart', () => {
  const findings = stateFindings(evaluation([control, { name: 'tune', role: 'distilled', score: [0.9, 0.85, 0.95] }]));
  expect(findings).toEqual([
    {
      kind: 'result',
      text: 'tune, trained on 1,500 rows of clean, reached accuracy 0.900 (interval 0.850 to 0.950) on the 200 held-out rows of held-out.',
    },
    {
      kind: 'apart',
      text: 'That is 0.500 better than the control tune-gold, trained on gold alone (0.400); the intervals do not overlap.',
    },
  ]);
});

test('nothing is claimed where they overlap, however much higher the number', () => {
  const findings = stateFindings(evaluation([control, { name: 'tune', role: 'distilled', score: [0.6, 0.44, 0.76] }]));
  expect(findings[1]).toEqual({
    kind: 'not-shown',
    text: 'Its interval overlaps that of the control tune-gold, trained on gold alone (0.400): this run does not show that the two differ.',
  });
  expect(findings.map(({ text }) => text).join(' ')).not.toMatch(/above|below|better|more/);
});

test('nothing is claimed without intervals', () => {
  const findings = stateFindings(evaluation([control, { name: 'tune', role: 'distilled', score: [0.9] }]));
  expect(findings.map(({ kind }) => kind)).toEqual(['result', 'not-shown']);
});

test('a student that fell behind is said to be worse', () => {
  const findings = stateFindings(evaluation([control, { name: 'tune', role: 'distilled', score: [0.1, 0.05, 0.15] }]));
  expect(findings[1]?.text).toMatch(/^That is 0\.300 worse than the control/);
});

test('where less is better, less is said to be better, with its unit', () => {
  const scores: readonly Scored[] = [control, { name: 'tune', role: 'distilled', score: [0.1, 0.05, 0.15] }];
  const [result, other] = stateFindings(evaluation(scores, { better: 'lower', unit: 'nats', range: [0, null] }));
  expect(result?.text).toMatch(/reached accuracy 0\.100 nats \(interval 0\.050 to 0\.150\)/);
  expect(other?.text).toMatch(/^That is 0\.300 nats better than the control/);
});

test('of a metric that no method describes it is not said which way is better', () => {
  const { metric_traits: _unknown, ...shown } = evaluation([
    control,
    { name: 'tune', role: 'distilled', score: [0.1, 0.05, 0.15] },
  ]);
  expect(stateFindings(shown)[1]?.text).toMatch(/^That is 0\.300 away from the control/);
});

test('without a trained student it says that nothing is shown', () => {
  expect(stateFindings(evaluation([{ name: 'teacher', role: 'teacher', score: [1, 0.9, 1] }]))).toEqual([
    { kind: 'not-shown', text: 'No trained student was measured, so nothing is said about what training gained.' },
  ]);
});

test('the label of a teacher stands wherever its name does', () => {
  const teacher: Scored = { name: 'teacher', role: 'teacher', score: [1, 0.97, 1] };
  const findings = stateFindings(evaluation([teacher, { name: 'tune', role: 'distilled', score: [0.9, 0.85, 0.95] }]));
  expect(findings[1]?.text).toBe(
    'That is 0.100 worse than the teacher (rule-based) (1.000); the intervals do not overlap.',
  );
});

test('what speaks against the numbers is said', () => {
  const shown = evaluation([{ name: 'student', role: 'untrained', score: [0, 0, 0] }, control]);
  expect(stateCaveats({ ...shown, set: { ...shown.set, held_out: false } }, 3)).toEqual([
    'The rows of held-out are not marked as held out (use: evaluation).',
    'The rows that tune-gold was trained on were not checked against held-out in this recipe.',
    "All rows of student scored alike, so the interval has no width; comparisons widen it by 3/n of the metric's range.",
    '3 predictions failed and count as wrong.',
    'Intervals show the chance in which rows were held out. They do not show how another seed would train.',
  ]);
});
