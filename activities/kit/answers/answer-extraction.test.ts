import { extractAnswer, lastLineAnswer } from './answer-extraction.js';

test.each([
  ['She earns 9 * 2 = 18.\n#### 18', '####', { rationale: 'She earns 9 * 2 = 18.', answer: '18' }],
  ['so 18\nA: 18', 'A:', { rationale: 'so 18', answer: '18' }],
  ['A: 17\nno, wait\nA: 18 dollars \n', 'A:', { rationale: 'A: 17\nno, wait', answer: '18 dollars' }],
  ['DNA: 3 strands\nA: 2', 'A:', { rationale: 'DNA: 3 strands', answer: '2' }],
  ['The answer is: \n\n  42  \nthanks', 'answer is:', { rationale: 'The', answer: '42' }],
  ['####18', '####', { rationale: '', answer: '18' }],
  ['DNA: 3', 'A:', undefined],
  ['no marker', '####', undefined],
  ['nothing after ####', '####', undefined],
  ['#### \n ', '####', undefined],
  ['答案：三', '答案：', { rationale: '', answer: '三' }],
])('%j cut at %j', (text, marker, expected) => {
  expect(extractAnswer(text, marker)).toEqual(expected);
});

test.each([
  ['Half of 2 is 1.\n2 + 1 = 3.\n3\n', { rationale: 'Half of 2 is 1.\n2 + 1 = 3.', answer: '3' }],
  [' 3 ', { rationale: '', answer: '3' }],
  [' \n', undefined],
])('the last line of %j is the answer', (text, expected) => {
  expect(lastLineAnswer(text)).toEqual(expected);
});
