import { questions } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { model: 'student', samples: 2 },
  inputs: { rows: questions },
  kind: 'prompt',
  world: { model: ({ sample_index = 0 }) => (sample_index === 0 ? 'because\n18' : '') },
};
