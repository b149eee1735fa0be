import type { Visit } from '../support/counting-proxy.js';
import { SETTLING_MS, differences, explainRepeats, type KillWindow, type RunMade } from './judge-run.js';

const visit = (digest: string, cameAt: number, leftAt?: number): Visit => ({
  digest,
  cameAt,
  ...(leftAt === undefined ? {} : { leftAt }),
});
const kill: KillWindow = { from: 10_000, to: 10_100, mayRepeat: true };

test.each<[string, Visit, KillWindow, boolean]>([
  ['in flight at the kill', visit('a', 9_000), kill, true],
  ['cut off by the kill', visit('a', 9_000, 10_050), kill, true],
  ['sent before the kill and read after it', visit('a', 10_050, 10_060), kill, true],
  ['answered just before', visit('a', 9_000, 10_000 - SETTLING_MS), kill, true],
  ['answered long before', visit('a', 9_000, 9_999 - SETTLING_MS), kill, false],
  ['of a worker that went on', visit('a', 9_000), { ...kill, mayRepeat: false }, false],
])('asked again, a request %s', (_name, before, window, isExplained) => {
  const { byWindow, unexplained } = explainRepeats({ visits: [before, visit('a', 12_000)] }, [window]);
  expect([byWindow, unexplained]).toEqual(isExplained ? [[1], 0] : [[0], 1]);
});

test('one kill explains one repeat of a body, not two', () => {
  const visits = [visit('a', 9_000), visit('a', 12_000, 12_500), visit('a', 20_000)];
  expect(explainRepeats({ visits }, [kill])).toMatchObject({ byWindow: [1], unexplained: 1 });
});

test('what differs is named with its place', () => {
  const made: RunMade = { digests: { tune: { model: 'x' } }, counts: { read: { out: 79 } }, report: [1] };
  const wanted: RunMade = { digests: { tune: { model: 'y' } }, counts: { read: { out: 80 } }, report: [1] };
  expect(differences(made, wanted)).toEqual([
    'digests.tune.model is "x", undisturbed "y"',
    'counts.read.out is 79, undisturbed 80',
  ]);
});
