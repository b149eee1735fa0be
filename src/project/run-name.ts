import { LimbeckError } from '../core/errors.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** Throws `bad-run-name`. A run's name is a folder name and a workflow id. */
export function checkRunName(name: string): void {
  if (NAME.test(name)) return;
  throw new LimbeckError({
    code: 'bad-run-name',
    message: `"${name}" cannot name a run.`,
    hint: 'Use up to 80 letters, digits, dots, dashes and underscores, beginning with a letter or digit.',
  });
}

/** `<recipe>-<n>`, the first number that is free; with a suffix where other projects share the engine. */
export function nextRunName(recipe: string, taken: readonly string[], suffix?: string): string {
  const names = new Set(taken);
  for (let number = 1; ; number++) {
    const name = `${recipe}-${number}${suffix === undefined ? '' : `-${suffix}`}`;
    if (!names.has(name)) return name;
  }
}
