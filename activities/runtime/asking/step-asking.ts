import { join } from 'node:path';
import { LimbeckError } from '../../../src/core/errors.js';
import { roleOf } from '../../../src/core/models/role-members.js';
import type { AnyReply, ModelRequest } from '../../../src/core/models/verb-request.js';
import type { AskBase } from '../../../src/models/asking/ask-call.js';
import { createBatchBarrier, type BarrierTask, type BatchBarrier, type Outcome } from './batch-barrier.js';
import { createCallLog, type CallLog, type NoteAnswer } from './call-log.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';
import { createTries } from './task-tries.js';
import { createRowGate, endpointGate, type RowGate } from '../rows/row-gate.js';
import type { ActivityScope } from '../scope.js';
import { openStepModels, type StepModel } from './step-models.js';
import type { StepProgress, StoppedEndpoint } from '../step/step-progress.js';

/** How the tasks of one activity (its rows; or the activity as one task) ask the step's models. */
export interface StepAsking {
  /** Lets tasks begin. */
  readonly gate: RowGate;
  /** All tasks of the activity, made before the first runs. */
  begin(tasks: number): readonly TaskAsking[];
}

export interface TaskAsking {
  /** What it asked so far. */
  readonly calls: CallLog;
  /** The reply is of the request's kind. */
  ask(role: string, request: ModelRequest): Promise<AnyReply>;
  /** Other waiting a task does, which batches must wait for. */
  apart<T>(work: () => Promise<T>): Promise<T>;
  /** Begin anew: what it asked is forgotten, and one more reply to each request that cannot be used is passed over. */
  again(): void;
  /** Must be called when the task ends, however it ends. */
  end(): void;
}

export interface StepAskingInput {
  readonly deps: ActivityDeps;
  readonly open: OpenStep;
  readonly scope: ActivityScope;
  readonly progress: StepProgress;
  /** Name of this activity's work: a chunk or a round. Batch jobs keep their files under it. */
  readonly work: string;
  /** Measure: the model this part is about. */
  readonly model?: string;
  /** Gathers the keys of requests that remote jobs failed for good. */
  readonly refused?: Set<string>;
}

interface BatchRequest {
  readonly role: string;
  readonly request: ModelRequest;
  readonly note: NoteAnswer;
}

type Barrier = BatchBarrier<BatchRequest, AnyReply>;

export async function createStepAsking(input: StepAskingInput): Promise<StepAsking> {
  const models = await openStepModels(input.deps, input.open, input.model);
  const all = [...models.values()];
  const each = (begin: () => TaskAsking) => (tasks: number) => Array.from({ length: tasks }, begin);
  if (all.length === 0) return { gate: createRowGate(1), begin: each(() => silentTask(input)) };
  if (all.every(({ provider }) => provider.kind === 'online')) {
    const widest = all.reduce((most, model) => (model.concurrency > most.concurrency ? model : most));
    return { gate: endpointGate(widest.provider, widest.concurrency), begin: each(onlineTasks(input, models)) };
  }
  const barrier: Barrier = createBatchBarrier((requests, batch) => sendBatch(input, models, { requests, batch }));
  return {
    gate: createRowGate(Number.POSITIVE_INFINITY),
    begin: (tasks) => Array.from({ length: tasks }, (_, index) => batchTask(input, models, barrier.enter(index))),
  };
}

/** A task of a step that asks endpoints only: there is nothing to wait for together. */
function onlineTasks(input: StepAskingInput, models: ReadonlyMap<string, StepModel>): () => TaskAsking {
  const bases = new Map([...models].map(([role, model]) => [role, askBase(input, model)]));
  return () => {
    const tries = createTries(input.open.ref.retried !== undefined);
    return {
      get calls() {
        return tries.calls;
      },
      async ask(role, request) {
        const { provider, asked } = getModel(input, models, role);
        if (provider.kind !== 'online') throw noModel(input.open.step.id, role);
        const onAnswer = tries.calls.open(roleOf(role), asked.name);
        return input.deps.asker.ask(tries.call({ ...bases.get(role)!, provider, request, onAnswer }));
      },
      apart: (work) => work(),
      again: () => tries.again(),
      end: () => undefined,
    };
  };
}

function batchTask(
  input: StepAskingInput,
  models: ReadonlyMap<string, StepModel>,
  place: BarrierTask<BatchRequest, AnyReply>,
): TaskAsking {
  const tries = createTries(input.open.ref.retried !== undefined);
  return {
    get calls() {
      return tries.calls;
    },
    async ask(role, request) {
      const model = getModel(input, models, role);
      const { provider } = model;
      const note = tries.calls.open(roleOf(role), model.asked.name);
      if (provider.kind !== 'online') return place.ask({ role, request: tries.asked(request), note });
      const call = tries.call({ ...askBase(input, model), provider, request, onAnswer: note });
      return place.apart(() => input.deps.asker.ask(call));
    },
    apart: (work) => place.apart(work),
    again: () => tries.again(),
    end: () => place.leave(),
  };
}

/** A task of a step without models. */
function silentTask(input: StepAskingInput): TaskAsking {
  return {
    calls: createCallLog(),
    ask: async (role) => {
      throw noModel(input.open.step.id, role);
    },
    apart: (work) => work(),
    again: () => undefined,
    end: () => undefined,
  };
}

function askBase({ open, scope, progress }: StepAskingInput, model: StepModel): AskBase {
  return {
    run: open.ref.run,
    step: open.ref.step,
    model: model.asked,
    signal: scope.signal,
    budget: open.budget,
    onSpend: (spend) => progress.spent(spend, model.asked.name),
    onWaiting: (because, ms) => progress.waiting(because, ms, standing(model)),
  };
}

function standing({ asked, provider }: StepModel): StoppedEndpoint | undefined {
  const state = provider.kind === 'online' ? provider.state?.() : undefined;
  return state && { ...state, model: asked.name };
}

interface Batch {
  readonly requests: readonly BatchRequest[];
  /** How many batches came before it in this activity. */
  readonly batch: number;
}

/** One job per role asked; a batch nearly always has one. */
async function sendBatch(
  input: StepAskingInput,
  models: ReadonlyMap<string, StepModel>,
  { requests, batch }: Batch,
): Promise<readonly Outcome<AnyReply>[]> {
  const folder = await input.deps.artifacts.workFolder(input.open.ref.key);
  const outcomes: Outcome<AnyReply>[] = [];
  for (const role of new Set(requests.map((request) => request.role))) {
    const model = getModel(input, models, role);
    const { provider } = model;
    if (provider.kind === 'online') throw noModel(input.open.step.id, role);
    const places = [...requests.keys()].filter((place) => requests[place]?.role === role);
    const answers = await input.deps.asker.askAll({
      ...askBase(input, model),
      // A job resumes where it stood: it does not hold up a worker that stops.
      signal: AbortSignal.any([input.scope.signal, input.scope.stopping]),
      provider,
      requests: places.map((place) => requests[place]!.request),
      onAnswer: (key, request, at) => requests[places[at]!]!.note(key, request),
      work: join(folder, input.work, `batch-${batch}-${role.replace(':', '-')}`),
      onRefused: (key) => input.refused?.add(key),
    });
    for (const [order, place] of places.entries()) {
      const outcome = answers[order]!;
      outcomes[place] = 'reply' in outcome ? { answer: outcome.reply } : outcome;
    }
  }
  return outcomes;
}

function getModel(input: StepAskingInput, models: ReadonlyMap<string, StepModel>, role: string): StepModel {
  const model = models.get(role);
  if (model) return model;
  throw noModel(input.open.step.id, role);
}

function noModel(step: string, role: string): LimbeckError {
  return new LimbeckError({
    code: 'model-missing',
    message: `Step "${step}" asks a model as "${role}", but none is named for that.`,
    hint: 'A method may ask only the roles it lists in `needs`.',
  });
}
