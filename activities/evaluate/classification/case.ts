import type { MethodCase } from '../../../test/contract/methods/method-case.js';
import { rowsOf } from '../../../test/support/fake-context.js';

export const methodCase: MethodCase = {
  with: { models: ['teacher'] },
  inputs: { rows: rowsOf({ prompt: 'Sun?', completion: 'good' }, { prompt: 'Rain?', completion: 'bad' }) },
  kind: 'sft',
  world: { model: () => 'Good.' },
};
