import type { MethodCase } from '../../../test/contract/methods/method-case.js';
import { rowsOf } from '../../../test/support/fake-context.js';

export const methodCase: MethodCase = {
  with: { models: ['teacher'] },
  inputs: {
    rows: rowsOf(
      { query: 'cat', positive: 'a cat', negatives: ['a dog', 'a house'] },
      { query: 'dog', positive: 'a dog', negatives: ['a cat'] },
    ),
  },
  kind: 'pair',
  world: { embed: (text) => [Number(text.includes('cat')), Number(text.includes('dog')), 0.1] },
};
