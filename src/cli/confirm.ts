import { createInterface } from 'node:readline/promises';
import { LimbeckError } from '../core/errors.js';

/** Ask a person before money is spent. Throws `not-confirmed` when they do not agree, or when nobody can be asked. */
export async function confirmSpend(question: string): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new LimbeckError({
      code: 'not-confirmed',
      message: 'This run calls a model that costs money, and there is no terminal to ask at.',
      hint: 'See what it costs with `limbeck plan`, then give --yes.',
    });
  }
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await reader.question(`${question} [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    reader.close();
  }
  throw new LimbeckError({ code: 'not-confirmed', message: 'Not started; nothing was spent.' });
}
