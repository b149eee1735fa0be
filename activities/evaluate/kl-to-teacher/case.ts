import type { MethodCase } from '../../../test/contract/methods/method-case.js';
import { rowsOf } from '../../../test/support/fake-context.js';

export const methodCase: MethodCase = {
  with: { models: ['student'], teacher: 'teacher' },
  inputs: { rows: rowsOf({ prompt: 'Sky?', completion: 'blue' }, { prompt: 'Grass?', completion: 'green' }) },
  kind: 'sft',
  world: {
    score: ({ completion }, role) => [
      {
        text: completion,
        logprob: Math.log(role === 'teacher' ? 0.8 : 0.5),
        top: [{ text: completion, logprob: Math.log(role === 'teacher' ? 0.8 : 0.5) }],
        tail: role === 'teacher' ? 0.2 : 0.5,
      },
    ],
  },
};
