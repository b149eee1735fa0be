import type { ElicitMethod } from './contract.js';
import { label } from './label/label.js';
import { selfInstruct } from './self-instruct/self-instruct.js';

/** Every way to elicit knowledge. The list is the registry. */
export const elicitMethods: readonly ElicitMethod[] = [
  // labeling
  label,
  // expansion
  selfInstruct,
];
