import type { AskRequest } from '../../../src/core/models/model-request.js';
import { createCallLog } from './call-log.js';

const request = (content: string): AskRequest => ({ messages: [{ role: 'user', content }] });

test('answers are told in the order of the requests, however late they come, and what was asked again is marked', () => {
  const log = createCallLog();
  const [first, second] = [log.open('model', 'teacher'), log.open('judge', 'strict')];
  second('k2', request('b'));
  first('k1', request('a'));
  first('k3', { ...request('a, as JSON'), sampling: { temperature: 0 }, sample_index: 2 });
  log.open('model', 'teacher');
  expect(log.rows(['row-1'])).toEqual([
    { id: 'k1', parents: [], rows: ['row-1'], role: 'model', model: 'teacher', messages: request('a').messages },
    {
      id: 'k3',
      parents: [],
      rows: ['row-1'],
      role: 'model',
      model: 'teacher',
      messages: request('a, as JSON').messages,
      sampling: { temperature: 0 },
      sample_index: 2,
      asked_again: true,
    },
    { id: 'k2', parents: [], rows: ['row-1'], role: 'judge', model: 'strict', messages: request('b').messages },
  ]);
});

test('a call is about the rows that were made from its last answer', () => {
  const log = createCallLog();
  const note = log.open('model', 'teacher');
  note('k1', request('a'));
  note('k2', request('again'));
  log.open('model', 'teacher')('k9', request('nothing came of it'));
  log.credit(['k2'], 'made-1');
  log.credit(['k2', 'unheard-of'], 'made-2');
  expect(log.rows().map(({ id, rows }) => [id, rows])).toEqual([
    ['k1', ['made-1', 'made-2']],
    ['k2', ['made-1', 'made-2']],
    ['k9', []],
  ]);
});
