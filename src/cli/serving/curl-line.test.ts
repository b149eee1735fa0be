import { curlLine } from './curl-line.js';

test('it names an address that can be called, the token variable, and quotes for the shell', () => {
  expect(curlLine({ url: 'http://0.0.0.0:8000/v1', name: "ann's", prompt: 'Hello', tokenVariable: 'KEY' })).toBe(
    `curl http://127.0.0.1:8000/v1/chat/completions -H 'content-type: application/json' -H "authorization: Bearer $KEY" ` +
      String.raw`-d '{"model":"ann'\''s","messages":[{"role":"user","content":"Hello"}]}'`,
  );
});
