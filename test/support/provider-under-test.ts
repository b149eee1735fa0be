import type { PlanModel } from '../../schemas/generated/plan.js';
import type { LimbeckError } from '../../src/core/errors.js';
import type { Clock } from '../../src/models/clock.js';
import type {
  CallContext,
  ChatRequest,
  OnlineProvider,
  ProviderAnswer,
  ProviderRequest,
} from '../../src/models/contract.js';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';
import { startEchoTeacher, type EchoOptions, type EchoTeacher, type Fault } from './echo-teacher.js';

/** A real provider before a real server that misbehaves as told. */
export interface ProviderUnderTest {
  readonly teacher: EchoTeacher;
  readonly model: PlanModel;
  readonly provider: OnlineProvider;
  /** What the provider slept, in milliseconds; none of it took any time. */
  readonly slept: number[];
  /** What people were told, with milliseconds. */
  readonly told: string[];
  context(signal?: AbortSignal): CallContext;
  call(request?: ProviderRequest): Promise<ProviderAnswer>;
  close(): Promise<void>;
}

export const SECRET_KEY = 'sk-very-secret-0123456789';
export const hello: ChatRequest = { messages: [{ role: 'user', content: 'hello' }] };

export async function startProvider(
  echo: EchoOptions = {},
  model: Partial<PlanModel> = {},
  clock?: Clock,
): Promise<ProviderUnderTest> {
  const teacher = await startEchoTeacher(echo);
  const slept: number[] = [];
  const told: string[] = [];
  const bound: PlanModel = {
    name: 'teacher',
    provider: 'openai',
    access: ['chat'],
    identity: {},
    base_url: teacher.baseUrl,
    model: 'echo-1',
    api_key: { env: 'TEACHER_KEY' },
    queue: 'teacher-teacher',
    ...model,
  };
  const provider = createOpenAiProvider({
    model: bound,
    env: { TEACHER_KEY: SECRET_KEY },
    clock: clock ?? quickClock(slept),
    random: () => 0.5,
  });
  const context = (signal = new AbortController().signal): CallContext => ({
    signal,
    onWaiting: (because, ms) => told.push(`${because} ${ms}`),
  });
  return {
    teacher,
    model: bound,
    provider,
    slept,
    told,
    context,
    call: (request = hello) => provider.call(request, context()),
    close: async () => {
      await provider.close();
      await teacher.close();
    },
  };
}

/** Sleeps take no time and are written down; each moves the clock. */
export function quickClock(slept: number[]): Clock {
  let time = Date.UTC(2026, 0, 1);
  return {
    now: () => time,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      time += ms;
      await new Promise(setImmediate);
      signal?.throwIfAborted();
    },
  };
}

/** The same fault again and again. */
export const always = (fault: Fault): EchoOptions => ({ script: () => fault });
/** Faults for the first requests; then answers. */
export const first = (...faults: Fault[]): EchoOptions => ({ script: (_, number) => faults[number] });
export const refusal = (status: number, error: unknown, headers: Record<string, string> = {}): Fault => ({
  status,
  body: { error },
  headers,
});

export async function failureOf(promise: Promise<unknown>): Promise<LimbeckError> {
  try {
    await promise;
  } catch (error) {
    return error as LimbeckError;
  }
  throw new Error('It did not fail.');
}
