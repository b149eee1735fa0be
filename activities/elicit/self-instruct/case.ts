import { questions } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { model: 'teacher', target: 3, per_call: 2, calls_per_round: 1, demos: 2 },
  inputs: { seeds: questions },
  kind: 'prompt',
  world: {
    model: ({ sample_index = 0 }) =>
      `1. Write ${sample_index}a with ${sample_index}b by ${sample_index}c\n2. Short one\n3. Find ${sample_index}d near ${sample_index}e for ${sample_index}f`,
  },
};
