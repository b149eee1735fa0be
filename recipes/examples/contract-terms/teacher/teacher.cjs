const { readTerms } = require('./read-terms.cjs');
const { randomFor } = require('./random.cjs');
const { understand } = require('./understand.cjs');
const { writeClauses } = require('./write-clauses.cjs');

const model = 'rule-based-contract-terms';
const unknownTask = `I am ${model}: rules, not a language model. I can write further contract clauses like numbered examples, and read start, months and notice_days out of a contract clause. I do not know how to do what you ask.`;

const summary = 'Writes contract clauses, and reads start date, duration and notice period out of them. Rule-based.';

/** Writes and reads contract clauses that state a start date, a duration and a notice period. */
function answer(request) {
  const task = latestTask(request);
  if (!task) return unknownTask;
  return task.task === 'read' ? readReply(task.clause) : writeReply(task, request);
}

/** The last message that holds a task; a complaint about an earlier reply holds none. */
function latestTask({ messages }) {
  for (const { role, content } of messages.toReversed()) {
    const task = role === 'assistant' ? undefined : understand(content);
    if (task) return task;
  }
  return undefined;
}

function readReply(clause) {
  const read = readTerms(clause);
  return 'missing' in read ? `I cannot find a ${read.missing} in this clause.` : JSON.stringify(read.terms);
}

function writeReply(task, request) {
  const { temperature } = request;
  const random = randomFor(request);
  const clauses = writeClauses(task.examples, task.count, random, Math.min(1, temperature));
  if (clauses.length === 0) return 'I cannot find a start date, a duration and a notice period in any of the examples.';
  if (task.json) return JSON.stringify({ items: clauses });
  return clauses.map((clause, index) => `${index + 1}. ${clause}`).join('\n');
}

module.exports = { model, summary, answer };
