import { createInterface } from 'node:readline/promises';
import { LimbeckError } from '../core/errors.js';

export interface Confirmation {
  readonly question: string;
  /** When there is nobody to ask. */
  readonly message: string;
  readonly hint: string;
  /** When they do not agree. */
  readonly declined: string;
}

/** Ask a person. Throws `not-confirmed` when they do not agree, or when nobody can be asked. */
export async function confirm({ question, message, hint, declined }: Confirmation): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new LimbeckError({ code: 'not-confirmed', message, hint });
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await reader.question(`${question} [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    reader.close();
  }
  throw new LimbeckError({ code: 'not-confirmed', message: declined });
}

/** Ask before money is spent. */
export function confirmSpend(question: string): Promise<void> {
  return confirm({
    question,
    message: 'This run calls a model that costs money, and there is no terminal to ask at.',
    hint: 'See what it costs with `limbeck plan`, then give --yes.',
    declined: 'Not started; nothing was spent.',
  });
}
