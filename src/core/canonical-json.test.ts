import { canonicalJson } from './canonical-json.js';
import { createRandom, type Random } from './random.js';

/** The rule, spelt as plainly as it can be. */
function reference(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => reference(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${reference(member)}`).join(',')}}`;
}

const keys = ['a', 'B', 'z', '10', '9', '', 'ä', '\u{1f600}', '\ufb33', 'toJSON', '__proto__x', 'a\n'];

function anyValue(random: Random, depth: number): unknown {
  const plain = [null, true, false, 0, -0, 1.5, 1e21, -7, '', 'text', '"\\\u0000\ud800', undefined];
  const kind = depth === 0 ? 0 : random.below(3);
  if (kind === 0) return plain[random.below(plain.length)];
  const size = random.below(5);
  if (kind === 1) return Array.from({ length: size }, () => anyValue(random, depth - 1));
  return Object.fromEntries(Array.from({ length: size }, () => [random.pick(keys), anyValue(random, depth - 1)]));
}

test('values of every form are spelt by the rule, in whatever order their keys stand', () => {
  const random = createRandom('canonical');
  for (let round = 0; round < 3000; round++) {
    const value = { value: anyValue(random, 4) };
    const text = canonicalJson(value);
    expect(text).toBe(reference(value));
    expect(canonicalJson(JSON.parse(text))).toBe(text);
  }
});

test('an object with a JSON form of its own is spelt by its members all the same', () => {
  expect(canonicalJson({ at: new Date(0), own: { a: 1, toJSON: undefined } })).toBe('{"at":{},"own":{"a":1}}');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, Symbol('s')])(
  '%p has no JSON form, wherever it stands',
  (value) => {
    for (const place of [value, [value], { a: value }, { b: 1, a: [{ c: value }] }])
      expect(() => canonicalJson(place)).toThrow(TypeError);
  },
);
