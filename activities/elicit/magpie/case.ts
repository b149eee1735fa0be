import { questions } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { model: 'teacher', pre_query: '<|user|>\n', target: 3, calls_per_round: 4 },
  inputs: { seeds: questions },
  kind: 'prompt',
  world: {
    complete: ({ sample_index = 0 }) => (sample_index === 1 ? 'List these:' : `What is ${sample_index} plus 2?`),
  },
};
