import { methodContext, type MethodContextInput } from './method-context.js';

test('the random stream is made when it is first looked at, and stays the same', () => {
  let asked = 0;
  const input = {
    deps: {},
    open: {
      step: { with: {} },
      get namedBy() {
        asked++;
        return 'step-key';
      },
    },
    scope: { signal: new AbortController().signal },
    asking: {},
    side: {},
    streamOf: 'row-1',
  } as unknown as MethodContextInput;
  const context = Object.assign(methodContext(input), { reject: () => undefined });
  expect(asked).toBe(0);
  const { random } = context;
  expect([context.random === random, asked]).toEqual([true, 1]);
});
