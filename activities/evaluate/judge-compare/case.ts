import { questions } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { models: ['teacher'], baseline: 'other', judge: 'judge', reference: 'reference' },
  inputs: { rows: questions },
  kind: 'prompt',
  world: {
    model: (_, role) => (role === 'judge' ? '{"reason":"It is right.","better":"first"}' : `an answer of ${role}`),
  },
};
