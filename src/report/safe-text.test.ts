import { expect, test } from '@jest/globals';
import { escapeHtml, html, Markup } from './html/markup.js';
import { cutText, showLine, showText } from './safe-text.js';

test.each([
  ['a terminal order', '\u001b[31mred\u0007', '\\u{1b}[31mred\\u{7}'],
  ['text turned round', 'abc\u202edef', 'abc\\u{202e}def'],
  ['half a character', '\ud83d!', '\\u{d83d}!'],
  ['a letter of many marks', 'Straße 👩‍🌾 עברית', 'Straße 👩‍🌾 עברית'],
  ['lines of every kind', 'a\r\nb\tc\rd', 'a\nb\tc\\u{d}d'],
])('%s is shown', (_, text, shown) => expect(showText(text)).toBe(shown));

test('a line is one line', () => expect(showLine(' a\n\n b\u2028c ')).toBe('a b\\u{2028}c'));

test('a text is cut between characters', () => {
  expect(cutText('ab👩c', 3)).toEqual({ text: 'ab', left_out: 3 });
  expect(cutText('abc', 3)).toEqual({ text: 'abc', left_out: 0 });
});

test('values in markup are escaped, markup is not', () => {
  expect(
    html`<p title="${'"\'<&>'}">${new Markup('<b>x</b>')}${undefined}${false}${0}${['<', html`<i>`]}</p>`.text,
  ).toBe('<p title="&quot;&#39;&lt;&amp;&gt;"><b>x</b>0&lt;<i></p>');
  expect(escapeHtml('</style>')).toBe('&lt;/style&gt;');
});
