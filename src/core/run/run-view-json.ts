import type { RunViewJson, StepViewJson } from '../../../schemas/generated/run-view.js';
import type { RunView } from './run-view.js';
import type { StepView } from './step-view.js';

/** A view as JSON (schemas/run-view.schema.json), for whoever is not in this process. */
export function runViewToJson({ steps, loops, workers, notes, ...view }: RunView): RunViewJson {
  return {
    ...view,
    steps: [...steps.values()].map(stepToJson),
    loops: Object.fromEntries(loops),
    workers: [...workers],
    notes: [...notes],
  };
}

/** The view again: further events may be folded into it. */
export function runViewFromJson({ steps, loops, workers, notes, ...view }: RunViewJson): RunView {
  return {
    ...view,
    steps: new Map(steps.map((step) => [step.id, stepFromJson(step)])),
    loops: new Map(Object.entries(loops)),
    workers: new Set(workers),
    notes: [...notes],
  };
}

function stepToJson({ attempts, chunks, losses, ...step }: StepView): StepViewJson {
  return {
    ...step,
    losses: losses.map(([at, loss]) => [at, loss]),
    attempts: Object.fromEntries(attempts),
    chunks: Object.fromEntries(chunks),
  };
}

function stepFromJson({ attempts, chunks, losses, ...step }: StepViewJson): StepView {
  return {
    ...step,
    losses: losses.map(([at, loss]) => [at, loss]),
    attempts: new Map(Object.entries(attempts)),
    chunks: new Map(Object.entries(chunks)),
  };
}
