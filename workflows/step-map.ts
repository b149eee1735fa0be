import { continueAsNew } from '@temporalio/workflow';
import type { StepOutput } from '../src/core/ports.js';
import { runChunks } from './chunk-window.js';
import type { StepInput } from './step-input.js';

/** A step that works row by row. */
export async function stepMap(input: StepInput): Promise<StepOutput> {
  return runChunks(input, (next) => continueAsNew<typeof stepMap>(next));
}
