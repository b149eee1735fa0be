import { readVector, vectorText } from './vector-text.js';

test('a vector comes back from the ledger with the same 32 bits in every number', () => {
  const vector = Float32Array.from([0, -0, 1.5, -0.1, 1e-38, 3.4e38]);
  const back = readVector(vectorText(vector));
  expect(Buffer.from(back.buffer).equals(Buffer.from(vector.buffer))).toBe(true);
});

test('bytes stand lowest first, whatever the machine', () => {
  expect(vectorText([1])).toBe(Buffer.from([0, 0, 0x80, 0x3f]).toString('base64'));
});
