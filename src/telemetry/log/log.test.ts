import type { RunEventInput } from '../../runs/contract.js';
import { knownSecrets } from './known-secrets.js';
import { logEvents } from './log-events.js';
import { openLog } from './open-log.js';
import type { LogOptions, WorkerLog } from './worker-log.js';

const now = (): Date => new Date('2026-11-24T10:00:00Z');
let lines: string[] = [];
beforeEach(() => (lines = []));

function open(options: Partial<LogOptions> = {}): Promise<WorkerLog> {
  const whole = { format: 'text', level: 'info', messages: false, ...options } as const;
  return openLog({ options: whole, print: (line) => lines.push(line), worker: '7@here', now });
}

const events: readonly RunEventInput[] = [
  { type: 'step-started', step: 'read', key: 'k', rows: 9 },
  { type: 'training-progress', step: 'tune', phase: 'training', at_step: 4 },
  {
    type: 'step-failed',
    step: 'read',
    error: { code: 'too-many-failed', message: 'Not JSON: "The tenant"', hint: 'h' },
  },
  { type: 'note', level: 'warning', message: 'The tenant' },
];

const tell = (log: WorkerLog): void => {
  for (const event of events) logEvents(log).event?.('law-1', { at: '2026-11-24T10:00:00Z', ...event });
};

test('in text a line is a time, how loud it is, and facts; events stand among what the worker says', async () => {
  const log = await open();
  log.write('info', 'Serving flow, cpu.');
  tell(log);
  expect(lines).toEqual([
    '2026-11-24T10:00:00.000Z Serving flow, cpu.',
    '2026-11-24T10:00:00.000Z step-started step=read key=k rows=9 run=law-1',
    '2026-11-24T10:00:00.000Z error step-failed step=read code=too-many-failed run=law-1',
    '2026-11-24T10:00:00.000Z warn note run=law-1',
  ]);
});

test('as JSON a line is an object for programs; quieter things come with the level', async () => {
  tell(await open({ format: 'json', level: 'debug' }));
  const plain = { worker: '7@here', run: 'law-1', time: expect.stringMatching(/^\d{4}-.*Z$/) };
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { ...plain, level: 'info', msg: 'step-started', step: 'read', key: 'k', rows: 9 },
    { ...plain, level: 'debug', msg: 'training-progress', step: 'tune', phase: 'training', at_step: 4 },
    { ...plain, level: 'error', msg: 'step-failed', step: 'read', code: 'too-many-failed' },
    { ...plain, level: 'warn', msg: 'note' },
  ]);
});

test('the words of errors and notes are told only when they are asked for', async () => {
  tell(await open());
  expect(lines.join('\n')).not.toContain('tenant');
  tell(await open({ messages: true }));
  expect(lines.filter((line) => line.includes('tenant'))).toHaveLength(2);
});

test('a key that the worker knows is in no line, in neither format', async () => {
  const secrets = knownSecrets(
    { teacher: { api_key: { env: 'MY_KEY' } }, local: {} },
    { MY_KEY: 'plain-words', HUB_TOKEN: 'hf-0123456', HOME: '/root' },
  );
  expect(secrets).toEqual(['plain-words', 'hf-0123456']);
  for (const format of ['text', 'json'] as const) {
    const log = await open({ format });
    log.hide(secrets);
    log.write('warn', 'refused plain-words', { because: 'hf-0123456 is not known' });
  }
  expect(lines).toHaveLength(2);
  expect(lines.join('\n')).not.toMatch(/plain-words|hf-0123456/);
});
