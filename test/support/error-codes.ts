import { listFiles, productSources, readSource } from './source-tree.js';

/** Every error code that the product's sources spell out, however it gets into its error. */
export function errorCodes(): ReadonlySet<string> {
  const texts = (folder: string, kind: RegExp): string[] =>
    listFiles(folder, (path) => kind.test(path)).map((path) => readSource(path).text);
  return new Set([
    ...productSources().flatMap(({ text }) => codesOf(text)),
    ...texts('bin', /\.c?js$/).flatMap((text) => matches(text, /error\[([a-z0-9-]+)\]/g)),
    ...texts('trainer/src', /\.py$/).flatMap(codesOfPython),
  ]);
}

const word = "'([a-z][a-z0-9]*(?:-[a-z0-9]+)*)'";
const dashed = /'([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'/g;

function codesOf(text: string): string[] {
  return [
    // `code: 'x'`, and both ends of `code: condition ? 'x' : 'y'`.
    ...matches(text, new RegExp(`\\bcode: ${word}`, 'g')),
    ...[...text.matchAll(/\bcode:(?: [^,{}]*?)?\s\?\s+([^,{}]*)/g)].flatMap(([, ends]) => matches(ends!, dashed)),
    ...[...text.matchAll(/function (\w+)\([^)]*\bcode: string\b/g)].flatMap(([, name]) => codesGiven(text, name!)),
    // The command line's: unknownName('run', ...) makes `unknown-run`.
    ...matches(text, /\bunknownName\('([a-z]+)'/g).map((kind) => `unknown-${kind}`),
  ];
}

/** Codes given to a function that has a parameter for them. */
function codesGiven(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`\\b${name}\\(([^)]*)\\)`, 'g'))].flatMap(([, given]) => matches(given!, dashed));
}

/** `TrainerFailure("x", ...)`, where the code comes first, and functions that are given one. */
function codesOfPython(text: string): string[] {
  return [
    ...matches(text, /TrainerFailure\(\s*"([a-z0-9-]+)"/g),
    ...matches(text, /\bcheck_against\([^)]*"([a-z0-9]+(?:-[a-z0-9]+)+)"/g),
  ];
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}
