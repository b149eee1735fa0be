import type { LimbeckError } from '../core/errors.js';
import type { AskRequest } from '../core/models/model-request.js';
import type { VerbRequest } from '../core/models/verb-request.js';
import type { LedgerAnswer } from '../ledger/contract.js';

/** How an answer was bought: call by call, or through the vendor's batch service, which is cheaper. */
export type BuyingMode = 'online' | 'batch';

/**
 * A model provider turns one request into one answer. It knows its endpoint's limits and retries transient trouble
 * itself; it knows nothing of the ledger, of parsing or of budgets. Providers pass `providerContract`.
 */
export interface ProviderAnswer {
  readonly answer: LedgerAnswer;
  /** Facts for the ledger: model id named in the reply, request id. Never secrets. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A chat without what concerns the engine alone. */
export interface ChatRequest extends Omit<AskRequest, 'reply'> {
  /** JSON Schema for endpoints with structured output. */
  readonly reply_schema?: Record<string, unknown>;
}

/** What a provider may be asked; which of it, the `access` of the model's binding says. */
export type ProviderRequest = ChatRequest | VerbRequest;

export interface CallContext {
  readonly signal: AbortSignal;
  /** For whom: requests of one lane (a step of a run) wait in turn, lanes share an endpoint evenly. */
  readonly lane?: string;
  /** Told when the endpoint makes us wait ("429 from teacher"), for people. */
  onWaiting?(because: string, ms: number): void;
  /**
   * Called before a request is sent that had to wait for long: the endpoint was busy, or this process stood still. What it
   * throws comes out of the call, and nothing is sent.
   */
  readonly afterLongWait?: () => Promise<void>;
}

/** How an endpoint stands now, for people and metrics; never for decisions. */
export interface EndpointState {
  /** As the recipe names the model. */
  readonly name: string;
  /** Open: it keeps failing, nobody asks. Half-open: one request tries, the others wait for what it finds. */
  readonly circuit: 'closed' | 'open' | 'half-open';
  /** Requests it may have at once now; lower than configured while it pushes back. */
  readonly limit: number;
  readonly inFlight: number;
  /** Requests that wait for a slot, a limit or the circuit. */
  readonly waiting: number;
  /** Until when nothing is sent, milliseconds since 1970. Absent: no pause. */
  readonly paused_until_ms?: number;
  /** Why nothing is sent, or why less is: "an error of its own (503)". */
  readonly because?: string;
}

/** Called one at a time; limits, retries and concurrency inside. */
export interface OnlineProvider {
  readonly kind: 'online';
  call(request: ProviderRequest, context: CallContext): Promise<ProviderAnswer>;
  /** Absent where there is no endpoint. */
  state?(): EndpointState;
  close(): Promise<void>;
}

/** Answers many requests in one job (a local model in the trainer). The engine gathers a chunk's requests first. */
export interface BatchProvider {
  readonly kind: 'batch';
  /** Answers in the order of the requests. */
  callAll(
    requests: readonly ProviderRequest[],
    context: CallContext & {
      readonly work: string;
      /** Told with every event of the job; `device` where it holds a GPU. */
      readonly onDevice?: (event: object) => void;
    },
  ): Promise<readonly ProviderAnswer[]>;
  close(): Promise<void>;
}

/**
 * Answers many requests in jobs at the vendor's, which take up to a day. Nobody waits in it: it says what has come, and
 * when to look again. Jobs outlive the process; each request is in one of them at most.
 */
export interface RemoteProvider {
  readonly kind: 'remote';
  /** Sees to it that every request is in a job, and hands over what has come. */
  collect(input: CollectInput, context: CallContext): Promise<Collected>;
  /** Undefined when one of the jobs may have news, or is none of its own. */
  lookAt(jobs: readonly string[], context: CallContext): Promise<JobsUnderWay | undefined>;
  /** The caller is done with what `collect` said of these: whoever asks them again asks anew. */
  forget(keys: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

export interface CollectInput {
  readonly run: string;
  readonly step: string;
  /** By response key. */
  readonly requests: ReadonlyMap<string, ProviderRequest>;
  /** Called before a job is made. Throws `budget-reached`; what it gives is released when the job's own record holds it. */
  readonly reserve: (requests: readonly ProviderRequest[]) => Promise<{ release(): void }>;
  /** What the requests may cost, for the job's record. */
  readonly amountOf: (requests: readonly ProviderRequest[]) => JobAmount;
  /** Resolves when the answers are on disk; only then is a job forgotten. May be given more than was asked here. */
  readonly keep: (answers: ReadonlyMap<string, ProviderAnswer>) => Promise<void>;
  /** Those of the keys that nobody has answered meanwhile; asked before they go into a new job. */
  readonly stillMissing: (keys: readonly string[]) => Promise<readonly string[]>;
}

export interface JobAmount {
  readonly calls: number;
  readonly tokens: number;
  readonly nanousd: number;
}

/** Every request was given to `keep`, is answered already, is in `failures`, or is under way. */
export interface Collected {
  readonly failures: ReadonlyMap<string, LimbeckError>;
  readonly underWay?: JobsUnderWay;
}

/** Jobs that are not done yet. */
export interface JobsUnderWay {
  readonly jobs: readonly string[];
  readonly lookInMs: number;
  /** For people: "batch_123 is 41 % done (1,203 of 2,900)". */
  readonly because: string;
}

export type ModelProvider = OnlineProvider | BatchProvider | RemoteProvider;
