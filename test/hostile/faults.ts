import { completion, type Fault } from '../support/echo-teacher.js';

/** One way of a teacher to misbehave, what Limbeck makes of it, and how the guide tells it. Test and guide read this list. */
export interface HostileFault {
  /** As the guide says it. */
  readonly what: string;
  /** What the teacher does with one request. */
  readonly does: Fault;
  /** What the error is, when it lasts; `none`: it is no trouble at all. */
  readonly kind: 'transient' | 'row' | 'fatal' | 'none';
  /** The code in which it ends, when it lasts. */
  readonly code?: string;
  /** Requests for each row while it lasts, with `retries: 2`. */
  readonly requests: number;
}

const json = { 'content-type': 'application/json' };
const refusal = (status: number, error: unknown, headers: Record<string, string> = {}): Fault => ({
  status,
  headers,
  body: { error },
});
const choice = (over: Readonly<Record<string, unknown>>): Fault => ({
  body: completion(null, { choices: [{ index: 0, finish_reason: 'stop', ...over }] }),
});
const said = (finish_reason: string): Fault =>
  choice({ message: { role: 'assistant', content: 'As far as I' }, finish_reason });
const toolCall = { id: 'call-1', type: 'function', function: { name: 'answer', arguments: '{}' } };

const limited = { kind: 'transient', code: 'teacher-rate-limited', requests: 3 } as const;
const failing = { kind: 'transient', code: 'teacher-failed', requests: 3 } as const;
const garbled = { kind: 'row', code: 'teacher-garbled', requests: 3 } as const;
const slow = { message: 'Too many requests.' };

export const FAULTS: readonly HostileFault[] = [
  { what: '429', does: refusal(429, slow), ...limited },
  { what: '429, `Retry-After` in seconds', does: refusal(429, slow, { 'retry-after': '3' }), ...limited },
  {
    what: '429, `Retry-After` as a date',
    does: refusal(429, slow, { 'retry-after': 'Thu, 01 Jan 2026 00:00:20 GMT' }),
    ...limited,
  },
  { what: '429, `retry-after-ms`', does: refusal(429, slow, { 'retry-after-ms': '1500' }), ...limited },
  {
    what: '429, `Retry-After` of an hour',
    does: refusal(429, slow, { 'retry-after': '3600' }),
    ...limited,
    requests: 1,
  },
  {
    what: '429 for lack of credit; 402',
    does: refusal(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }),
    kind: 'fatal',
    code: 'teacher-quota-spent',
    requests: 1,
  },
  { what: '500', does: refusal(500, { message: 'boom' }), ...failing },
  { what: '502 with a web page', does: { status: 502, body: '<h1>Bad Gateway</h1>' }, ...failing },
  { what: '503, `Retry-After`', does: refusal(503, { message: 'loading' }, { 'retry-after': '5' }), ...failing },
  { what: '529', does: refusal(529, { message: 'Overloaded' }), ...failing },
  { what: 'the connection is reset', does: { reset: true }, ...failing, code: 'teacher-connection-lost' },
  {
    what: 'half a body, then the connection breaks',
    does: { half: true },
    ...failing,
    code: 'teacher-connection-lost',
  },
  { what: 'half a body, then nothing', does: { stall: true }, ...failing, code: 'teacher-timeout' },
  { what: 'never an answer', does: { hang: true }, ...failing, code: 'teacher-timeout' },
  { what: 'a body that drips in, byte by byte', does: { dripMs: 5 }, ...failing, code: 'teacher-timeout' },
  {
    what: '200 with an error that says it may pass',
    does: { body: { error: { message: 'The server is overloaded, try again.', type: 'server_error' } } },
    ...failing,
  },
  { what: '200 with an error that says nothing', does: { body: { error: { message: 'oops' } } }, ...garbled },
  { what: '200 with a web page', does: { body: '<html>Welcome!</html>' }, ...garbled },
  { what: '200 with JSON that ends in the middle', does: { body: '{"choices":[{"mess', headers: json }, ...garbled },
  { what: '200 without choices', does: { body: completion('x', { choices: [] }) }, ...garbled },
  {
    what: 'tool calls, twice the same, and no content',
    does: choice({ message: { role: 'assistant', content: null, tool_calls: [toolCall, toolCall] } }),
    ...garbled,
  },
  {
    what: 'a reply of 30 MB',
    does: { body: JSON.stringify(completion('x'.repeat(30 * 1024 * 1024))), headers: json },
    ...garbled,
  },
  {
    what: 'JSON that calls itself text',
    does: { body: JSON.stringify(completion('fine')), headers: { 'content-type': 'text/plain' } },
    kind: 'none',
    requests: 1,
  },
  {
    what: '`NaN` in logprobs',
    does: {
      body: JSON.stringify(completion('fine')).replace('"logprobs":null', '"logprobs":{"content":[{"logprob":NaN}]}'),
      headers: json,
    },
    kind: 'none',
    requests: 1,
  },
  { what: '`finish_reason: length`', does: said('length'), kind: 'row', code: 'reply-cut-off', requests: 1 },
  {
    what: '`finish_reason: content_filter`',
    does: said('content_filter'),
    kind: 'row',
    code: 'reply-filtered',
    requests: 1,
  },
  {
    what: 'a prompt longer than its context (400, 413)',
    does: refusal(400, {
      message: "This model's maximum context length is 8192 tokens",
      code: 'context_length_exceeded',
    }),
    kind: 'row',
    code: 'prompt-too-long',
    requests: 1,
  },
  {
    what: 'a prompt its filter refuses (400)',
    does: refusal(400, { message: 'filtered', code: 'content_filter' }),
    kind: 'row',
    code: 'prompt-filtered',
    requests: 1,
  },
  {
    what: 'a key revoked in the middle (401, 403)',
    does: refusal(401, { message: 'Incorrect API key provided', code: 'invalid_api_key' }),
    kind: 'fatal',
    code: 'teacher-refused-key',
    requests: 1,
  },
  {
    what: 'a redirect to elsewhere',
    does: { status: 307, headers: { location: '/v1/elsewhere' }, body: {} },
    kind: 'fatal',
    code: 'teacher-redirects',
    requests: 1,
  },
  {
    what: 'a model that is not there any more (404)',
    does: refusal(404, { message: 'The model does not exist' }),
    kind: 'fatal',
    code: 'teacher-model-unknown',
    requests: 1,
  },
  {
    what: 'a parameter it does not take (400)',
    does: refusal(400, { message: "Unsupported parameter: 'temperature'", param: 'temperature' }),
    kind: 'fatal',
    code: 'request-not-supported',
    requests: 1,
  },
];

const passes: Readonly<Record<string, string>> = {
  transient: 'waited for and asked again',
  row: 'the row fails; the others go on',
  fatal: 'nothing more is asked',
  none: 'the answer is taken',
};
const lasts: Readonly<Record<string, string>> = {
  transient: 'the chunk waits and is tried again, 20 times in over an hour; then the run stops, to be resumed',
  row: 'on the failure list; too many (`failures.max_share`) stop the run, to be resumed',
  fatal: 'the run stops, to be resumed',
  none: '',
};

/** The guide's table. */
export function renderFaults(): string {
  const lines = FAULTS.map(({ what, kind, code = '', requests }) => {
    const class_ = kind === 'none' ? '' : `\`${kind}\``;
    const tries = kind !== 'none' && requests > 1 ? (kind === 'row' ? '2 more tries' : '`retries`') : '';
    return `| ${what} | ${class_} | ${code && `\`${code}\``} | ${tries} | ${passes[kind]} | ${lasts[kind]} |`;
  });
  return [
    '| the teacher | class | code | tries | Limbeck | if it lasts |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
