import { foldRows, rowsOf, runMap, type FakeWorld } from '../../../test/support/fake-context.js';
import type { ScoredToken, ScoreRequest } from '../../../src/core/models/verb-request.js';
import { klToTeacher } from './kl-to-teacher.js';

const given = { models: ['m'], teacher: 't' };
const words = (text: string): string[] => text.match(/\s*\S+/g) ?? [];
const scored =
  (chance: number) =>
  (request: ScoreRequest): ScoredToken[] =>
    words(request.completion).map((text) => {
      const logprob = Math.log(chance);
      return { text, logprob, top: [{ text, logprob }], tail: 1 - chance };
    });
const world: FakeWorld = { score: (request, role) => scored(role === 'teacher' ? 0.8 : 0.5)(request) };
const perToken = 0.8 * Math.log(0.8 / 0.5) + 0.2 * Math.log(0.2 / 0.5);

test('teacher and model score the same text behind the same prompt', async () => {
  const rows = rowsOf({ prompt: 'Sky?', completion: 'It is blue' });
  const { rows: made, askedSo } = await runMap(klToTeacher, { ...given, top: 5 }, rows, world);
  const request = { kind: 'score', text: 'Sky?\n', completion: 'It is blue', top: 5 };
  expect(askedSo).toEqual([request, request]);
  expect(made).toMatchObject([{ prompt: 'Sky?', prediction: 'It is blue', agreement: 1, tokens: 3 }]);
  expect(made[0]!['kl']).toBeCloseTo(perToken, 12);
  expect(made[0]!['covered']).toBeCloseTo(0.8, 12);
});

test('a template is the raw prompt, and does not see the text', async () => {
  const rows = rowsOf({ prompt: 'Sky?', completion: 'blue' });
  const own = { ...given, prompt: '<user>{{ prompt }}<bot>' };
  const { askedSo } = await runMap(klToTeacher, own, rows, world);
  expect(askedSo[0]).toMatchObject({ text: '<user>Sky?<bot>' });
  await expect(runMap(klToTeacher, { ...given, prompt: '{{ completion }}' }, rows, world)).rejects.toThrow(
    'undefined variable',
  );
});

test.each([
  ['other tokens', (request: ScoreRequest) => scored(0.5)({ ...request, completion: 'It’s blue' })],
  ['more tokens', (request: ScoreRequest) => scored(0.5)({ ...request, completion: `${request.completion} too` })],
  ['no tokens', () => []],
])('a model with %s cannot be compared', async (_, student) => {
  const rows = rowsOf({ prompt: 'Sky?', completion: 'It is blue' });
  const score = (request: ScoreRequest, role: string): ScoredToken[] =>
    role === 'teacher' ? scored(0.8)(request) : student(request);
  expect((await runMap(klToTeacher, given, rows, { score })).failed).toEqual([{ id: 'r0', code: 'tokens-differ' }]);
});

test('a row without a text fails', async () => {
  const { failed } = await runMap(klToTeacher, given, rowsOf({ prompt: 'q' }), world);
  expect(failed).toEqual([{ id: 'r0', code: 'row-without-gold' }]);
});

test('metrics are means over tokens, not over rows, and failed rows are left out', async () => {
  const rows = [
    { kl: 0.1, agreement: 1, covered: 0.9, tokens: 30 },
    { kl: 0.5, agreement: 0, covered: 0.5, tokens: 10 },
  ];
  const metrics = await foldRows(klToTeacher, given, rows, 3);
  expect(metrics['kl']!.value).toBeCloseTo(0.2, 12);
  expect(metrics['kl']).toMatchObject({ n: 2, low: 0.1, high: 0.5 });
  expect(metrics['agreement']!.value).toBeCloseTo(0.75, 12);
  expect(metrics['covered']!.value).toBeCloseTo(0.8, 12);
});

test('of nothing that could be scored no divergence is told, since nought would be the best', async () => {
  await expect(foldRows(klToTeacher, given, [], 4)).rejects.toMatchObject({ code: 'nothing-measured' });
});
