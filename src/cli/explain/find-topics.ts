import { nearestName } from '../../recipe/problems/nearest-name.js';
import type { Topic } from './topic.js';

/** What a word means: the topic of that name, else all whose last parts it is (`gate`, `label`). */
export function findTopics(topics: readonly Topic[], word: string): readonly Topic[] {
  const exact = topics.filter(({ name }) => name === word);
  if (exact.length > 0) return exact;
  return topics.filter(({ name }) => name.endsWith(`.${word}`) || name.endsWith(`/${word}`));
}

/** The nearest name there is, by whole names and by last parts. */
export function nearestTopic(topics: readonly Topic[], word: string): string | undefined {
  const names = topics.map(({ name }) => name);
  const lasts = names.map((name) => name.split(/[./]/).at(-1)!);
  return nearestName(word, [...new Set([...names, ...lasts])]);
}
