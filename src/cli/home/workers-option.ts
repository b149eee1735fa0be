import { InvalidArgumentError } from 'commander';

const MOST_WORKERS = 64;

/** For whatever starts workers. */
export const workersOption = [
  '--workers <n>',
  'worker processes to start here; more make more calls a second, where there are processor cores for them',
  parseWorkers,
] as const;

/** Said where the option changes nothing. */
export const WORKERS_ARE_ELSEWHERE =
  'Other workers serve this project already (`limbeck up`, or an engine elsewhere): --workers is not looked at.';

export function parseWorkers(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= MOST_WORKERS) return count;
  throw new InvalidArgumentError(`It takes a number from 1 to ${MOST_WORKERS}.`);
}
