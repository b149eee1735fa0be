import { once } from 'node:events';
import OpenAI, { APIUserAbortError } from 'openai';
import { post, startServer } from './start-server.js';
import { createWordEngine } from './word-engine.js';

const model = 'run-1/student';
const body = (content: string): object => ({ model, messages: [{ role: 'user', content }] });

/** A door that words wait at until it is opened. */
function createDoor(): { readonly pace: () => Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { pace: () => opened, open };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition())
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
}

test('who would have to wait where none is left to wait is told so, and when to come back', async () => {
  const { pace, open } = createDoor();
  const engine = createWordEngine({ pace });
  const server = await startServer(engine, { concurrent: 2, queue: 1 });
  try {
    const url = `${server.url}/chat/completions`;
    const health = async (): Promise<unknown> => (await fetch(new URL('/health', server.url))).json();
    const taken = ['a', 'b', 'c'].map((content) => post(url, body(content)));
    await until(() => engine.active() === 2);
    while (JSON.stringify(await health()) !== '{"status":"ok","running":2,"waiting":1}');
    const refused = await post(url, body('d'));
    expect(refused).toMatchObject({ status: 429, body: { error: { type: 'rate_limit_error', code: 'queue_full' } } });
    expect(refused.headers.get('retry-after')).toBe('1');
    open();
    expect((await Promise.all(taken)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await health()).toEqual({ status: 'ok', running: 0, waiting: 0 });
  } finally {
    await server.stop(0);
  }
});

test.each([true, false])('a client that goes away frees its place (stream: %s)', async (stream) => {
  const { pace, open } = createDoor();
  const engine = createWordEngine({ pace });
  const server = await startServer(engine, { concurrent: 1, queue: 1 });
  try {
    const url = `${server.url}/chat/completions`;
    const client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
    const leaving = new AbortController();
    const messages = [{ role: 'user' as const, content: 'long story' }];
    const left = client.chat.completions.create({ model, messages, stream }, { signal: leaving.signal });
    await until(() => engine.active() === 1);
    const next = post(url, body('next'));
    leaving.abort();
    await expect(left).rejects.toBeInstanceOf(APIUserAbortError);
    const { signal } = engine.asked[0]!;
    if (!signal.aborted) await once(signal, 'abort');
    open();
    expect((await next).status).toBe(200);
    expect(server.reported).toEqual([]);
  } finally {
    await server.stop(0);
  }
});

test('a client that leaves in the middle of a stream is no trouble of the server', async () => {
  const { pace, open } = createDoor();
  let words = 0;
  const engine = createWordEngine({ pace: () => (++words > 1 ? pace() : Promise.resolve()) });
  const server = await startServer(engine);
  try {
    const client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
    const stream = await client.completions.create({ model, prompt: 'long story', stream: true });
    for await (const { choices } of stream) {
      expect(choices[0]?.text).toBe('You');
      break;
    }
    const { signal } = engine.asked[0]!;
    if (!signal.aborted) await once(signal, 'abort');
    open();
    await until(() => server.inFlight === 0);
    expect([engine.active(), server.reported]).toEqual([0, []]);
  } finally {
    await server.stop(0);
  }
});

test('one who waits in line and goes away leaves the line', async () => {
  const { pace, open } = createDoor();
  const engine = createWordEngine({ pace });
  const server = await startServer(engine, { concurrent: 1, queue: 1 });
  try {
    const url = `${server.url}/chat/completions`;
    const first = post(url, body('first'));
    await until(() => engine.active() === 1);
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body('second')), signal: leaving.signal };
    const second = fetch(url, init);
    const waiting = async (): Promise<number> => {
      const health = await (await fetch(new URL('/health', server.url))).json();
      return (health as { readonly waiting: number }).waiting;
    };
    while ((await waiting()) === 0);
    leaving.abort();
    await expect(second).rejects.toThrow();
    while ((await waiting()) === 1);
    open();
    expect((await first).status).toBe(200);
    expect(engine.asked).toHaveLength(1);
  } finally {
    await server.stop(0);
  }
});

test('a model that fails is an error of the server, told without its details and reported with them', async () => {
  const broken = createWordEngine({
    reply: () => {
      throw new Error('out of memory');
    },
  });
  const server = await startServer(broken);
  try {
    expect(await post(`${server.url}/chat/completions`, body('hello'))).toMatchObject({
      status: 500,
      body: { error: { type: 'server_error', message: 'The model failed; the output of the server says why.' } },
    });
    expect(server.reported).toEqual([new Error('out of memory')]);
  } finally {
    await server.stop(0);
  }
});

test('a stream that breaks off ends with the error', async () => {
  let words = 0;
  const failing = createWordEngine({
    pace: async () => {
      words += 1;
      if (words > 2) throw new Error('out of memory');
    },
  });
  const server = await startServer(failing);
  try {
    const client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
    const stream = await client.completions.create({ model, prompt: 'hello', stream: true });
    const texts: string[] = [];
    const reading = (async () => {
      for await (const { choices } of stream) texts.push(choices[0]!.text);
    })();
    await expect(reading).rejects.toThrow('The model failed');
    expect(texts.join('')).toBe('You said:');
  } finally {
    await server.stop(0);
  }
});

test('told to stop, a server finishes what is in flight and takes on nothing more', async () => {
  const { pace, open } = createDoor();
  const engine = createWordEngine({ pace });
  const server = await startServer(engine);
  const flying = post(`${server.url}/chat/completions`, body('last words'));
  await until(() => engine.active() === 1);
  const stopped = server.stop(10_000);
  await expect(fetch(new URL('/health', server.url))).rejects.toThrow();
  open();
  expect((await flying).status).toBe(200);
  expect(await stopped).toEqual({ finished: 1, aborted: 0 });
});

test('what does not finish in time is aborted and told why', async () => {
  const engine = createWordEngine({ pace: waitForAbort });
  const server = await startServer(engine);
  const flying = post(`${server.url}/chat/completions`, body('endless'));
  await until(() => engine.active() === 1);
  const [request] = engine.asked;
  request!.signal.addEventListener('abort', () => release());
  expect(await server.stop(0)).toEqual({ finished: 0, aborted: 1 });
  expect(await flying).toMatchObject({ status: 503, body: { error: { code: 'server_stopping' } } });
  expect(server.reported).toEqual([]);
});

let release: () => void;
function waitForAbort(): Promise<void> {
  return new Promise((resolve) => {
    release = resolve;
  });
}
