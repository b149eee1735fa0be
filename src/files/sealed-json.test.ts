import { sealJson, unsealJson } from './sealed-json.js';

const value = {
  type: 'note',
  message: 'ten words, "seal":"0123456789abcdef"}',
  at: 3,
  deep: { list: [1, { seal: 'x' }] },
};
const sealed = sealJson(value);

test('what is sealed is JSON with one member more, and comes back as it was', () => {
  expect(JSON.parse(sealed)).toEqual({ ...value, seal: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect(unsealJson(sealed, { required: true })).toEqual(value);
  expect(unsealJson(`${sealed}\n`, { required: true })).toEqual(value);
});

test('every changed bit and every cut is found', () => {
  const bytes = Buffer.from(sealed);
  for (let at = 0; at < bytes.length; at++) {
    const damaged = Buffer.from(bytes);
    damaged[at]! ^= 1 << (at % 7);
    expect([at, unsealJson(damaged.toString('utf8'), { required: true })]).toEqual([at, undefined]);
    expect([at, unsealJson(sealed.slice(0, at), { required: true })]).toEqual([at, undefined]);
  }
});

test('what was written before there were seals is read where that is allowed', () => {
  expect(unsealJson('{"a":1}', { required: false })).toEqual({ a: 1 });
  expect(unsealJson('{"a":1}', { required: true })).toBeUndefined();
  expect(unsealJson('{"a":', { required: false })).toBeUndefined();
  expect(unsealJson(sealed.replace('ten', 'two'), { required: false })).toBeUndefined();
});
