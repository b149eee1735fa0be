import type { StepRecord } from '../../../schemas/generated/artifact.js';
import type { LineageNode } from '../../lineage/run-lineage.js';
import { chooseAside, chooseRows, parseStepAddress, splitRun } from './step-address.js';

const record = (outputs: Record<string, string>, over: Partial<StepRecord> = {}): StepRecord => ({
  key: 'k',
  use: 'refine/split',
  complete: true,
  outputs,
  counts: { in: 1, out: 1, rejected: 0, failed: 0, reasons: {} },
  spend: { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
  duration_ms: 1,
  ...over,
});

const nodes = new Map<string, LineageNode>(
  [
    { name: 'seeds', record: record({ rows: 'd0' }) },
    { name: 'clean', record: record({ rows: 'd1' }) },
    { name: 'clean/dedup', record: record({ rows: 'd2' }) },
    { name: 'read[teacher=a]', record: record({ rows: 'd3' }, { rejected: 'r3', calls: 'c3' }) },
    { name: 'rounds[2]/split', record: record({ train: 'd4', test: 'd5' }) },
    { name: 'later' },
  ].map((node) => [node.name, node]),
);

const parse = (rest: string, rows: 'with-row' | 'no-row' = 'with-row'): unknown => {
  const { node, ...more } = parseStepAddress(rest, { nodes }, rows);
  return { name: node.name, ...more };
};

test.each([
  ['seeds', { name: 'seeds' }],
  ['clean/dedup', { name: 'clean/dedup' }],
  ['clean/dedup/abc', { name: 'clean/dedup', row: 'abc' }],
  ['clean/abc', { name: 'clean', row: 'abc' }],
  ['read[teacher=a].rejected/x', { name: 'read[teacher=a]', output: 'rejected', row: 'x' }],
  ['read[teacher=a]/any/thing "at" all', { name: 'read[teacher=a]', row: 'any/thing "at" all' }],
  ['rounds[2]/split.train', { name: 'rounds[2]/split', output: 'train' }],
  ['rounds[2]/split.test/7', { name: 'rounds[2]/split', output: 'test', row: '7' }],
])('%s is read as its longest name, an output and a row', (text, expected) => {
  expect(parse(text)).toEqual(expected);
});

test('a run has no slash in its name, a step may', () => {
  expect(splitRun('run-1/rounds[2]/split')).toEqual({ run: 'run-1', rest: 'rounds[2]/split' });
  expect(splitRun('run-1')).toEqual({ run: 'run-1', rest: '' });
});

test.each([
  ['raed[teacher=a]', 'unknown-step', 'Did you mean "read[teacher=a]"?'],
  ['rounds[2]/split.trian', 'unknown-output', 'Did you mean "train"?'],
  ['seeds.rejected', 'unknown-output', 'Known: rows.'],
  ['', 'usage', 'clean/dedup'],
])('%j is refused with what there is', (text, code, hint) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code, hint: expect.stringContaining(hint) }));
});

test('where no row is meant, what looks like one is a wrong name', () => {
  expect(() => parse('seeds/abc', 'no-row')).toThrow(expect.objectContaining({ code: 'unknown-step' }));
});

test('an address chooses a data set: its only output, the one that is named, or what was put aside', () => {
  const chosen = (rest: string) => chooseRows(parseStepAddress(rest, { nodes }, 'no-row'), 'run');
  expect(chosen('clean')).toEqual({ digest: 'd1', name: 'clean' });
  expect(chosen('rounds[2]/split.test')).toEqual({ digest: 'd5', name: 'rounds[2]/split.test' });
  expect(chosen('read[teacher=a].calls')).toEqual({ digest: 'c3', name: 'read[teacher=a].calls' });
  expect(() => chosen('rounds[2]/split')).toThrow(expect.objectContaining({ code: 'unknown-output' }));
  expect(() => chosen('later')).toThrow(expect.objectContaining({ code: 'step-not-done' }));
  const aside = (rest: string) => chooseAside(parseStepAddress(rest, { nodes }, 'no-row'), 'run', 'rejected');
  expect([aside('read[teacher=a]')?.digest, aside('clean')]).toEqual(['r3', undefined]);
});
