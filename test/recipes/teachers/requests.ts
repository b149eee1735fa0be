import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../src/core/random.js';
import type { ChatMessage } from '../../../src/core/models/model-request.js';
import { renderTemplate } from '../../../src/recipe/expressions/template.js';
import { exampleFolder } from '../example-folder.js';

export interface Request {
  readonly messages: readonly ChatMessage[];
  readonly temperature: number;
  readonly seed?: number;
}

type Row = Readonly<Record<string, unknown>>;

/** A few hundred requests of all kinds an example's teacher knows, and of some it does not; the same ones every time. */
export function requestsOf(example: string): readonly Request[] {
  const { read, write, seeds, rows } = filesOf(example);
  const random = createRandom(`requests of ${example}`);
  const temperatures = [0, 0.3, 0.7, 1, 2];
  const ask = (content: string, index: number): Request => {
    const temperature = temperatures[index % temperatures.length]!;
    return { messages: [{ role: 'user', content }], temperature, ...(index % 3 === 0 ? {} : { seed: index }) };
  };
  const writing = Array.from({ length: 80 }, (_, index) => {
    const demos = Array.from({ length: 1 + random.below(6) }, () => random.pick(seeds)['prompt']);
    const asked = renderTemplate(write, { demos, count: 1 + random.below(16) });
    return ask(index % 2 === 0 ? asked : `${asked}\n\nReply with JSON: {"items": [...]}`, index);
  });
  const reading = rows.slice(0, 200).map((row, index) => ask(renderTemplate(read, row), index));
  const bare = rows.slice(0, 30).map(({ prompt }, index) => ask(String(prompt), index));
  const complaint = reading.slice(0, 20).map((request) => ({
    ...request,
    messages: [
      { role: 'system' as const, content: 'You are exact.' },
      ...request.messages,
      { role: 'assistant' as const, content: 'Sorry?' },
      { role: 'user' as const, content: 'That does not fit. Reply again.' },
    ],
  }));
  const explained = rows.slice(0, 20).map(({ prompt }, index) => {
    return ask(`${prompt}\n\nThe right answer is 7. Reason step by step. Last line: #### and the answer.`, index);
  });
  const strange = [
    'Write a poem.',
    '',
    'Solve: What is the smallest prime above 100?',
    '1. An example.\n\nWrite 3 more.',
  ];
  return [...writing, ...reading, ...bare, ...complaint, ...explained, ...strange.map(ask)];
}

const FILES: Readonly<Record<string, { read: string; write: string; rows: readonly string[] }>> = {
  'contract-terms': { read: 'read-clause', write: 'write-clauses', rows: ['gold', 'held-out'] },
  'word-problems': { read: 'solve', write: 'write-problems', rows: ['held-out', 'dev'] },
};

function filesOf(example: string): { read: string; write: string; seeds: readonly Row[]; rows: readonly Row[] } {
  const { read, write, rows } = FILES[example]!;
  const text = (...path: string[]): string => readFileSync(join(exampleFolder(example), ...path), 'utf8');
  const lines = (name: string): Row[] =>
    text(`${name}.jsonl`)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
  return {
    read: text('prompts', `${read}.liquid`),
    write: text('prompts', `${write}.liquid`),
    seeds: lines('seeds'),
    rows: rows.flatMap(lines),
  };
}
