import type { TrainerEvent } from '../../schemas/generated/trainer-event.js';

const REQUIRED: Readonly<Record<TrainerEvent['event'], readonly string[]>> = {
  phase: ['phase'],
  progress: ['step', 'total'],
  checkpoint: ['step', 'path'],
  resumed: ['step', 'skipped'],
  question: ['number', 'items'],
  alive: ['phase'],
  done: ['facts'],
  failed: ['code', 'message', 'hint', 'retryable'],
};

/** A line of the trainer's standard output as an event; undefined for anything else, which is then only a log line. */
export function parseTrainerEvent(line: string): TrainerEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = value as Record<string, unknown>;
  const kind = fields['event'];
  if (typeof kind !== 'string' || !Object.hasOwn(REQUIRED, kind)) return undefined;
  const missing = REQUIRED[kind as TrainerEvent['event']].some((name) => fields[name] === undefined);
  return missing ? undefined : (value as TrainerEvent);
}
