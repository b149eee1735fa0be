import { digestOf } from '../../core/digest.js';
import { createRandom } from '../../core/random.js';
import type { OfflineTeacher, TeacherRequest } from '../contract.js';
import { readTerms } from './read-terms.js';
import { understand, type Task } from './understand.js';
import { writeClauses } from './write-clauses.js';

const model = 'rule-based-contract-terms';
const unknownTask = `I am ${model}: rules, not a language model. I can write further contract clauses like numbered examples, and read start, months and notice_days out of a contract clause. I do not know how to do what you ask.`;

/** Writes and reads contract clauses that state a start date, a duration and a notice period. */
export const contractTerms: OfflineTeacher = {
  id: 'contract-terms',
  model,
  summary: 'Writes contract clauses, and reads start date, duration and notice period out of them. Rule-based.',
  answer(request) {
    const task = latestTask(request);
    if (!task) return unknownTask;
    return task.task === 'read' ? readReply(task.clause) : writeReply(task, request);
  },
};

/** The last message that holds a task; a complaint about an earlier reply holds none. */
function latestTask({ messages }: TeacherRequest): Task | undefined {
  for (const { role, content } of messages.toReversed()) {
    const task = role === 'assistant' ? undefined : understand(content);
    if (task) return task;
  }
  return undefined;
}

function readReply(clause: string): string {
  const read = readTerms(clause);
  return 'missing' in read ? `I cannot find a ${read.missing} in this clause.` : JSON.stringify(read.terms);
}

function writeReply(task: Extract<Task, { task: 'write' }>, request: TeacherRequest): string {
  const { messages, temperature, seed } = request;
  const random = createRandom(digestOf(temperature === 0 ? { messages } : { messages, temperature, seed }));
  const clauses = writeClauses(task.examples, task.count, random, Math.min(1, temperature));
  if (clauses.length === 0) return 'I cannot find a start date, a duration and a notice period in any of the examples.';
  if (task.json) return JSON.stringify({ items: clauses });
  return clauses.map((clause, index) => `${index + 1}. ${clause}`).join('\n');
}
