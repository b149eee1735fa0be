import type { ModelReply } from '../../../src/core/models/model-request.js';
import { listItems, replyItems } from './reply-items.js';

test.each([
  ['a plain list', '1. One\n2. Two', ['One', 'Two']],
  ['chatter around it', 'Sure!\n\n1. One\n2. Two\n\nTell me if you want more.', ['One', 'Two']],
  ['other marks', '1) One\n 2: Two\n**3.** Three', ['One', 'Two', 'Three']],
  ['items of two lines', '1. One\n   goes on\n2. Two', ['One\n   goes on', 'Two']],
  ['blank lines between items', '1. One\n\n2. Two\n', ['One', 'Two']],
  ['quotes', '1. "One"\n2. \u201cTwo\u201d\n3. "a" and "b"', ['One', 'Two', '"a" and "b"']],
  ['no numbers', '- One\n* Two\nThree\n', ['One', 'Two', 'Three']],
  ['Windows line ends', '1. One\r\n2. Two\r\n', ['One', 'Two']],
  ['numbers inside an item', '1. It grew by\n3.5 percent in\n2021. Why?', ['It grew by\n3.5 percent in\n2021. Why?']],
  ['nothing', ' \n ', []],
])('%s', (_name, text, items) => {
  expect(listItems(text)).toEqual(items);
});

const reply = (part: Partial<ModelReply>): ModelReply => ({
  text: '',
  finish_reason: 'stop',
  usage: { prompt_tokens: 0, completion_tokens: 0 },
  reused: false,
  response_key: 'k',
  ...part,
});

test('the last item of a reply that was cut off is set apart', () => {
  expect(replyItems(reply({ text: '1. One\n2. Tw', finish_reason: 'length' }))).toEqual({
    items: ['One'],
    cutOff: 'Tw',
  });
});

test('a parsed reply gives its items', () => {
  expect(replyItems(reply({ value: { items: [' One ', 'Two\n\nlines'] } }))).toEqual({
    items: ['One', 'Two\n\nlines'],
  });
});
