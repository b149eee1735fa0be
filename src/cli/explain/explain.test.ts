import { createStyle } from '../output/style.js';
import { allTopics } from './all-topics.js';
import { findTopics, nearestTopic } from './find-topics.js';
import { renderTopic } from './render-topic.js';
import type { Topic } from './topic.js';

const plain = createStyle({ isTTY: false }, {});
let topics: readonly Topic[];
beforeAll(async () => {
  topics = await allTopics();
});

test('every topic has a name of its own sort, a summary and something under a heading', () => {
  const bare = topics.filter(
    ({ summary, details }) => summary === '' || details().every(({ rows }) => rows.length === 0),
  );
  expect(bare.map(({ kind, name }) => `${kind} ${name}`)).toEqual([]);
  const names = topics.map(({ kind, name }) => `${kind} ${name}`);
  expect(names.length).toBe(new Set(names).size);
});

test.each([
  ['steps.gate', ['steps.gate']],
  ['gate', ['steps.gate']],
  ['elicit/label', ['elicit/label']],
  ['unknown-column', ['unknown-column']],
  ['sft', ['sft']],
  ['price', ['profiles.models.price']],
])('%s is found as %j', (word, names) => {
  expect(findTopics(topics, word).map(({ name }) => name)).toEqual(names);
});

test('a wrong word has a nearest right one', () => {
  expect(findTopics(topics, 'elicit/lable')).toEqual([]);
  expect(nearestTopic(topics, 'elicit/lable')).toBe('elicit/label');
  expect(nearestTopic(topics, 'gaet')).toBe('gate');
});

test('a method is explained with what it takes, makes and asks, within the width', () => {
  const [label] = findTopics(topics, 'elicit/label');
  const text = renderTopic(label!, plain, 60);
  for (const part of [
    'Makes',
    'sft rows',
    'Takes (`from`)',
    'Parameters (`with`)',
    'model (required)',
    'use: elicit/label',
  ])
    expect(text).toContain(part);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
});

test('a key is explained with its type, its limits and the keys inside', () => {
  const [budget] = findTopics(topics, 'steps.failures');
  expect(renderTopic(budget!, plain, 90)).toMatch(
    /It is\n {2}a map\n\nKeys\n {2}max_share \(required\) {2}Share of rows/,
  );
  const [share] = findTopics(topics, 'steps.failures.max_share');
  expect(renderTopic(share!, plain, 90)).toContain('number from 0 to 1, required');
});
