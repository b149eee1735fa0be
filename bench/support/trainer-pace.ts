import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChatMessage } from '../../src/core/models/model-request.js';
import { createTransformersProvider } from '../../src/models/transformers/transformers-provider.js';
import { findPython } from '../../src/trainer/find-python.js';

export interface Pace {
  readonly texts: readonly string[];
  readonly tokens: number;
  readonly seconds: number;
}

/** Greedy replies of the trainer's `sample`; starting Python and loading the model are not counted. */
export async function trainerPace(input: {
  readonly batchRows: number;
  /** Folder of the model's weights. */
  readonly path: string;
  readonly asks: readonly (readonly ChatMessage[])[];
  /** Tokens a reply may have. */
  readonly most: number;
}): Promise<Pace> {
  const { batchRows, path, asks, most } = input;
  const work = await mkdtemp(join(tmpdir(), 'limbeck-bench-'));
  let began = 0;
  let ended = 0;
  const provider = createTransformersProvider({
    student: { path, initial: 'weights' },
    seed: 0,
    batchRows,
    trainer: {
      python: () => Promise.resolve(trainerPython()),
      onEvent(event) {
        if (event.event === 'phase' && event.phase === 'sampling') began = performance.now();
        if (event.event === 'done') ended = performance.now();
      },
    },
  });
  const requests = asks.map((messages) => ({ messages: [...messages], sampling: { max_tokens: most } }));
  const answers = await provider.callAll(requests, { signal: new AbortController().signal, work });
  await rm(work, { recursive: true });
  return {
    texts: answers.map(({ answer }) => answer.text),
    tokens: answers.reduce((sum, { answer }) => sum + answer.usage.completion_tokens, 0),
    seconds: (ended - began) / 1000,
  };
}

/** The trainer's Python. Throws when its environment is not made yet. */
export function trainerPython(): string {
  const found = findPython();
  if (!found) throw new Error('The trainer has no environment yet: `limbeck setup` makes it.');
  return found.python;
}
