import { createRowGate, endpointGate } from './row-gate.js';

test('the line that came first goes first, whoever asked earlier', async () => {
  const gate = createRowGate(1);
  const [first, second] = [gate.join(), gate.join()];
  const order: string[] = [];
  await second.enter();
  const later = second.enter().then(() => order.push('second'));
  const sooner = first.enter().then(() => order.push('first'));
  second.leave();
  await sooner;
  first.leave();
  await later;
  expect(order).toEqual(['first', 'second']);
});

test('a closed line lets nobody in, and its place goes to the next', async () => {
  const gate = createRowGate(1);
  const [first, second] = [gate.join(), gate.join()];
  await first.enter();
  const [mine, other] = [first.enter(), second.enter()];
  first.close();
  expect(await mine).toBe(false);
  first.leave();
  expect(await other).toBe(true);
  expect(await first.enter()).toBe(false);
});

test('chunks that ask one endpoint share a gate of four rows a request', async () => {
  const endpoint = {};
  const lines = [endpointGate(endpoint, 1).join(), endpointGate(endpoint, 1).join()];
  for (const line of [...lines, ...lines]) expect(await line.enter()).toBe(true);
  let isIn = false;
  void lines[0]!.enter().then(() => (isIn = true));
  await new Promise(setImmediate);
  expect(isIn).toBe(false);
});

test('a step of ten rows that comes while a thousand wait is let in as rows leave, until both have half', async () => {
  const gate = createRowGate(20);
  const order: string[] = [];
  const under: { readonly name: string; readonly leave: () => void }[] = [];
  const walk = async (name: string, rows: number): Promise<void> => {
    const line = gate.join(name);
    for (let row = 0; row < rows && (await line.enter()); row++) {
      order.push(name);
      under.push({ name, leave: () => line.leave() });
    }
  };
  const all = [walk('long', 500), walk('long', 500)];
  await new Promise(setImmediate);
  all.push(walk('short', 10));
  while (order.length < 1_010) {
    under.shift()?.leave();
    await new Promise(setImmediate);
  }
  await Promise.all(all);
  expect(
    order
      .slice(0, 31)
      .map((name) => name[0])
      .join(''),
  ).toBe(`${'l'.repeat(20)}${'s'.repeat(10)}l`);
});
