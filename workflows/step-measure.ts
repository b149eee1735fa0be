import { continueAsNew } from '@temporalio/workflow';
import type { StepOutput } from '../src/core/ports.js';
import { runChunks } from './chunk-window.js';
import type { StepInput } from './step-input.js';

/** A step that asks each of several models about the same rows; sealing folds the answers into metrics. */
export async function stepMeasure(input: StepInput): Promise<StepOutput> {
  return runChunks(input, (next) => continueAsNew<typeof stepMeasure>(next));
}
