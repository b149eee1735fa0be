import { defineQuery } from '@temporalio/workflow';
import { RUN_STATUS_QUERY, type RunStatus } from '../src/core/run-input.js';

/** What can be asked of a running `recipeRun`. */
export const statusQuery = defineQuery<RunStatus>(RUN_STATUS_QUERY);
