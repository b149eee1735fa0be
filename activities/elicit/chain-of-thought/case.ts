import { questions } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { model: 'teacher', samples: 2, temperature: 0.7 },
  inputs: { rows: questions },
  kind: 'prompt',
  world: { model: ({ sample_index = 0 }) => (sample_index === 0 ? 'because\n#### 18' : 'no idea') },
};
