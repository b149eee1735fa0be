import type { MethodContext } from '../../../src/core/method.js';
import { createStepAsking, type StepAsking, type TaskAsking } from '../asking/step-asking.js';
import type { ActivityDeps } from '../deps.js';
import type { ActivityScope } from '../scope.js';
import type { OpenStep } from '../step/open-step.js';
import { createStepProgress, type StepProgress } from '../step/step-progress.js';
import { methodContext, sideInputs } from './method-context.js';

/** Which piece of a step's work: a chunk, a round, the whole, a fold. */
export interface WorkPiece {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly part: string;
  /** Chunk or round, from 0. */
  readonly chunk: number;
  /** Name of the piece, the same in every attempt at it. */
  readonly name: string;
  /** The model under measure. */
  readonly model?: string;
}

/** What every piece of work begins with: its progress, a way to ask, and what its method gets. */
export interface Work {
  readonly progress: StepProgress;
  /** Opens the models. `refused` takes the keys of requests whose remote jobs came to nothing. */
  openAsking(refused?: Set<string>): Promise<StepAsking>;
  /** `streamOf`: what the random stream is for. */
  context(asking: TaskAsking, streamOf: string): MethodContext<never>;
}

export function openWork({ deps, open, scope, part, chunk, name, model }: WorkPiece): Work {
  const { run, step } = open.ref;
  const progress = createStepProgress({ deps, scope, run, step, part, chunk });
  const side = sideInputs(deps, open);
  return {
    progress,
    openAsking: (refused) =>
      createStepAsking({
        deps,
        open,
        scope,
        progress,
        work: name,
        ...(model === undefined ? {} : { model }),
        ...(refused === undefined ? {} : { refused }),
      }),
    context: (asking, streamOf) => methodContext({ deps, open, scope, side, asking, streamOf }),
  };
}
