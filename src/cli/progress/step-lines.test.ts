import type { RunEventInput } from '../../runs/contract.js';
import { createStyle } from '../output/style.js';
import { createProgress } from './progress.js';
import { stepLines } from './step-lines.js';

const plain = createStyle({ isTTY: false }, {});
const rounds = [1, 2, 3].flatMap((round) => ['tune', 'clean/check'].map((step) => `rounds[${round}]/${step}`));
const done = (step: string): RunEventInput => ({
  type: 'step-finished',
  step,
  key: 'k',
  reused: false,
  counts: { in: 5, out: 5, rejected: 0, failed: 0, reasons: {} },
  spend: { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
  outputs: {},
  duration_ms: 1000,
});
const roundDone = (round: number, stop: boolean): RunEventInput => ({
  type: 'round-finished',
  loop: 'rounds',
  round,
  stop,
  kept: 1,
  value: 0.5,
});

function linesAfter(past: 'folded' | 'whole', ...events: readonly RunEventInput[]): string[] {
  const progress = createProgress();
  const start: RunEventInput = {
    type: 'run-started',
    run: 'r',
    recipe: 'r',
    attempt: 1,
    steps: ['write', ...rounds, 'check[t=0.7]'],
  };
  for (const event of [start, ...events]) progress.apply({ at: '2026-11-24T10:00:00Z', ...event });
  return stepLines({ progress, style: plain, now: 0, past }).map(
    ({ mark, label, facts }) => `${mark} ${label}: ${facts.join('  ')}`,
  );
}

test('a loop that has not begun is one line', () => {
  expect(linesAfter('folded')).toEqual([
    '. write: waiting',
    '. rounds: waiting  up to 3 rounds',
    '. check[t=0.7]: waiting',
  ]);
  const skipped = rounds.map((step): RunEventInput => ({ type: 'step-skipped', step, because: '"x" was false' }));
  expect(linesAfter('folded', ...skipped)[1]).toBe('- rounds: skipped: "x" was false');
});

test('the round under way shows its steps, those before it are folded unless they are asked for', () => {
  const events = [done(rounds[0]!), done(rounds[1]!), roundDone(1, false), done(rounds[2]!)];
  const [head, newest] = [
    '* rounds: round 2 of up to 3  best 0.500',
    ['+   [2]/tune: 5 rows  1.0 s', '.   [2]/clean/check: waiting'],
  ];
  expect(linesAfter('folded', ...events).slice(1, -1)).toEqual([head, '+   [1]: done', ...newest]);
  expect(linesAfter('whole', ...events).slice(1, -1)).toEqual([
    head,
    '+   [1]/tune: 5 rows  1.0 s',
    '+   [1]/clean/check: 5 rows  1.0 s',
    ...newest,
  ]);
});

test('a loop that has ended says which round it keeps, and nothing of those that never ran', () => {
  const unrun = rounds.slice(4).map((step): RunEventInput => ({
    type: 'step-skipped',
    step,
    because: 'the loop ended after round 2',
  }));
  const events = [...rounds.slice(0, 4).map(done), roundDone(2, true), ...unrun];
  expect(linesAfter('folded', ...events).slice(1, -1)).toEqual([
    '+ rounds: ended after round 2  keeps round 1  best 0.500',
    '+   [1]: done',
    '+   [2]/tune: 5 rows  1.0 s',
    '+   [2]/clean/check: 5 rows  1.0 s',
  ]);
});

test('rows that wait for a person are marked, wherever they are', () => {
  const waiting: RunEventInput = {
    type: 'review-waiting',
    step: rounds[0]!,
    review: 'a',
    rows: 7,
    file: 'reviews/x.jsonl',
  };
  expect(linesAfter('folded', done(rounds[0]!), waiting)[2]).toBe('?   [1]/tune: waits for review of 7 rows');
});
