import type { CliResult } from '../support/limbeck-cli.js';
import { SECRET } from '../support/scripted-teacher.js';

export interface Expected {
  readonly exit: number;
  readonly code: string;
  /** What the message, the place and the hint say, in this order. */
  readonly says: readonly (string | RegExp)[];
}

/**
 * One message on standard error, with its code, what is wrong, and what to do; no stack, no secret, nothing that looks like a
 * program talking to itself.
 */
export function expectOneClearMessage(result: CliResult, { exit, code, says }: Expected): void {
  const { stderr, stdout } = result;
  expect({ exit: result.code, codes: codesIn(stderr), stderr }).toEqual({ exit, codes: [code], stderr });
  expect(stderr).toMatch(/^ *(hint|=)?.*hint: \S/m);
  let rest = stderr;
  for (const said of says) {
    const at = typeof said === 'string' ? rest.indexOf(said) : rest.search(said);
    expect({ said: at >= 0 ? said : undefined, rest }).toEqual({ said, rest });
    rest = rest.slice(at);
  }
  expectNoNoise(stdout, stderr);
}

export function codesIn(text: string): string[] {
  return [...text.matchAll(/^error\[([a-z0-9-]+)\]/gm)].map((match) => match[1]!);
}

export function expectNoNoise(...texts: readonly string[]): void {
  for (const text of texts) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(text).not.toMatch(/\[object Object\]|undefined|NaN|node_modules|Unhandled|Activity task|Workflow execution/);
  }
}
