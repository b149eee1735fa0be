import { questions } from '../../../test/contract/methods/case-rows.js';
import type { MethodCase } from '../../../test/contract/methods/method-case.js';

export const methodCase: MethodCase = {
  with: { models: ['teacher'] },
  inputs: { rows: questions },
  kind: 'prompt',
  world: { model: () => 'it is 18' },
};
