import { createHash } from 'node:crypto';
import { completion, startEchoTeacher, type EchoRequest, type Fault } from './echo-teacher.js';

/** What the teacher does with one request, by its number since the last change of mind. */
export type Behaviour = (request: EchoRequest, number: number) => Fault;

const question = (request: EchoRequest): string => request.messages.find(({ role }) => role === 'user')?.content ?? '';

/** The key that a refusing teacher quotes, as real ones do. */
export const SECRET = 'sk-test-0123456789abcdef';

/** Answers as a teacher should: the question, inside the JSON that `schemas/answer.json` asks for. */
export const answers: Behaviour = (request) => ({
  body: completion(JSON.stringify({ answer: `You asked: ${question(request)}` })),
});
export const refusesKey: Behaviour = () => ({
  status: 401,
  body: { error: { message: `Incorrect API key provided: ${SECRET}.`, code: 'invalid_api_key' } },
});
export const servesWebPages: Behaviour = () => ({ body: '<html><body>Welcome to nginx!</body></html>' });
export const choosesNothing: Behaviour = () => ({ body: completion('', { choices: [] }) });
export const chats: Behaviour = () => ({ body: completion('Well, that depends on what you mean.') });
export const cutsOff: Behaviour = () => ({
  body: completion(null, {
    choices: [{ index: 0, message: { role: 'assistant', content: '{"answer":"You as' }, finish_reason: 'length' }],
  }),
});
export const hangs: Behaviour = () => ({ hang: true });
export const resets: Behaviour = () => ({ reset: true });
export const isBusy: Behaviour = () => ({
  status: 429,
  headers: { 'retry-after': '0' },
  body: { error: { message: 'Too many requests.' } },
});

/** First one way so many times, then another. */
export const first =
  (times: number, behaviour: Behaviour, then: Behaviour): Behaviour =>
  (request, number) =>
    number < times ? behaviour(request, number) : then(request, number);

/** A teacher behind real HTTP that behaves as a test says, and counts what it was paid for. */
export interface ScriptedTeacher {
  readonly url: string;
  readonly port: number;
  /** Requests since the last `behave`. */
  readonly asked: number;
  /** Completions ever sent beyond the first of each body, whatever they said: paid for twice. */
  readonly paidTwice: number;
  /** Requests on their way now. */
  readonly inFlight: number;
  /** Change the behaviour, and count from here. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

export async function startScriptedTeacher(options: { readonly port?: number } = {}): Promise<ScriptedTeacher> {
  let behaviour = answers;
  let asked = 0;
  const paid = new Map<string, number>();
  const teacher = await startEchoTeacher({
    ...options,
    keep: false,
    script: (request) => {
      const fault = behaviour(request, asked++);
      if (isPaid(fault)) {
        const body = createHash('sha256').update(JSON.stringify(request)).digest('hex');
        paid.set(body, (paid.get(body) ?? 0) + 1);
      }
      return fault;
    },
  });
  return {
    url: teacher.baseUrl,
    port: teacher.port,
    get asked() {
      return asked;
    },
    get paidTwice() {
      return [...paid.values()].reduce((sum, times) => sum + times - 1, 0);
    },
    get inFlight() {
      return teacher.inFlight;
    },
    behave: (next) => {
      behaviour = next;
      asked = 0;
    },
    close: () => teacher.close(),
  };
}

/** Vendors charge for completions, not for refusals. */
function isPaid({ status, hang, reset, body }: Fault): boolean {
  if (status || hang || reset || typeof body !== 'object' || body === null) return false;
  return ((body as { choices?: unknown[] }).choices ?? []).length > 0;
}
