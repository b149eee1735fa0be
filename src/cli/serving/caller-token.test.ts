import { callerToken } from './caller-token.js';

const env = { KEY: 'open-sesame', EMPTY: '', SPACED: 'open sesame' };
const away = { host: '0.0.0.0', loopback: false, env };
const home = { host: '127.0.0.1', loopback: true, env };

test('a loopback address needs no token and takes one', () => {
  expect(callerToken({ ...home, name: undefined })).toBeUndefined();
  expect(callerToken({ ...home, name: 'KEY' })).toBe('open-sesame');
});

test.each([
  ['no token where others can reach it', { ...away, name: undefined }, 'Others can reach 0.0.0.0'],
  ['an empty variable', { ...away, name: 'EMPTY' }, 'EMPTY is empty'],
  ['a variable that is not set', { ...home, name: 'NONE' }, 'NONE is empty'],
  ['a token with a blank', { ...away, name: 'SPACED' }, 'SPACED has blanks'],
])('%s is refused', (_name, input, message) => {
  const refused = { code: 'serve-needs-token', message: expect.stringContaining(message) };
  expect(() => callerToken(input)).toThrow(expect.objectContaining(refused));
});
