import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { Report, ReportNote, ReportRun } from '../../../schemas/generated/report.js';
import { shellWord } from '../../core/shell-word.js';
import type { RunEvidence } from './run-evidence.js';

/** When the run was and how it ended. */
export function describeRun({ run, view, events }: RunEvidence): ReportRun {
  return {
    name: run,
    outcome: view.outcome ?? 'running',
    attempts: view.attempt,
    active_ms: activeMs(events),
    ...(view.startedAt === undefined ? {} : { started_at: view.startedAt }),
    ...(view.finishedAt === undefined ? {} : { finished_at: view.finishedAt }),
    ...(view.error ? { error: view.error } : {}),
  };
}

/** A run that waited a week for its resume was not a week at work. */
export function activeMs(events: readonly RunEvent[]): number {
  let total = 0;
  let attempt = 0;
  let first: number | undefined;
  let last = 0;
  for (const event of events) {
    // Said by who resumes, before the next attempt.
    if (event.type === 'budget-raised') continue;
    const at = Date.parse(event.at);
    if (event.type === 'run-started' && event.attempt !== attempt) {
      if (first !== undefined) total += last - first;
      attempt = event.attempt;
      first = at;
      last = at;
    }
    first ??= at;
    last = Math.max(last, at);
  }
  return first === undefined ? 0 : total + last - first;
}

/** The compiler's warnings, the records' and the run's notes; each once. */
export function collectNotes({ plan, view, records }: RunEvidence): ReportNote[] {
  const notes: ReportNote[] = plan.warnings.map((text) => ({ level: 'warning', text }));
  for (const [step, record] of records)
    for (const text of record.warnings ?? []) notes.push({ level: 'warning', text, step });
  for (const { level, message, step } of view.notes)
    notes.push({ level, text: message, ...(step === undefined ? {} : { step }) });
  const once = new Map(notes.map((note) => [JSON.stringify([note.level, note.step, note.text]), note]));
  const all = [...once.values()];
  return [...all.filter((note) => note.level === 'warning'), ...all.filter((note) => note.level === 'info')];
}

/** Outcomes that a resume would only come to again. */
const ENDED: readonly string[] = ['done', 'gate-not-met'];

/** What to type to have the same again. */
export function describeCommands({ run, plan, view }: RunEvidence): Report['commands'] {
  const words = ['limbeck', 'run', plan.recipe.file];
  if (plan.profile !== 'default') words.push('--profile', plan.profile);
  const [accepted] = plan.accepted_terms ?? [];
  if (accepted) words.push('--accept-terms', accepted.by);
  for (const [name, value] of Object.entries(plan.params))
    words.push('--set', `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return {
    repeat: words.map(shellWord).join(' '),
    ...(ENDED.includes(view.outcome ?? '') ? {} : { resume: `limbeck resume ${shellWord(run)}` }),
  };
}
