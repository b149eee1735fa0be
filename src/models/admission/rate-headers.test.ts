import { readRateHeaders } from './rate-headers.js';

const NOW = Date.UTC(2026, 0, 1);

test.each<[string, Record<string, string>, unknown]>([
  ['nothing', {}, undefined],
  [
    'OpenAI',
    {
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '6m0s',
    },
    { requests: { remaining: 59, resetAt: NOW + 1_000 }, tokens: { remaining: 0, resetAt: NOW + 360_000 } },
  ],
  [
    'milliseconds and fractions',
    {
      'x-ratelimit-remaining-requests': '3',
      'x-ratelimit-reset-requests': '20ms',
      'x-ratelimit-remaining-tokens': '17',
      'x-ratelimit-reset-tokens': '1h2m59.56s',
    },
    { requests: { remaining: 3, resetAt: NOW + 20 }, tokens: { remaining: 17, resetAt: NOW + 3_779_560 } },
  ],
  [
    'Anthropic',
    {
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-01-01T00:00:30Z',
      'anthropic-ratelimit-input-tokens-remaining': '1000',
      'anthropic-ratelimit-input-tokens-reset': '2026-01-01T00:01:00Z',
    },
    { requests: { remaining: 0, resetAt: NOW + 30_000 }, tokens: { remaining: 1000, resetAt: NOW + 60_000 } },
  ],
  [
    'a gateway with seconds since 1970',
    { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': String(NOW / 1000 + 7) },
    { requests: { remaining: 5, resetAt: NOW + 7_000 } },
  ],
  [
    'a gateway with milliseconds since 1970',
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW + 1_500) },
    { requests: { remaining: 0, resetAt: NOW + 1_500 } },
  ],
  [
    'the IETF draft, in seconds',
    { 'ratelimit-remaining': '0', 'ratelimit-reset': '12.5' },
    { requests: { remaining: 0, resetAt: NOW + 12_500 } },
  ],
  ['no reset', { 'x-ratelimit-remaining-requests': '0' }, undefined],
  ['a reset without a remainder', { 'x-ratelimit-reset-requests': '1s' }, undefined],
  ['a negative remainder', { 'x-ratelimit-remaining': '-1', 'x-ratelimit-reset': '5' }, undefined],
  ['a remainder that is no number', { 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': '5' }, undefined],
  ['a reset that says nothing', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, undefined],
  ['a negative reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '-3' }, undefined],
  ['an empty reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '' }, undefined],
])('%s', (_, headers, expected) => {
  expect(readRateHeaders(headers, NOW)).toEqual(expected);
});
