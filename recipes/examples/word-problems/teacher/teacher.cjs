const { explainSolution } = require('./explain-solution.cjs');
const { randomFor } = require('./random.cjs');
const { understand } = require('./understand.cjs');
const { writeProblems } = require('./write-problems.cjs');

const model = 'rule-based-word-problems';
const unknownTask = `I am ${model}: rules, not a language model. I can write further arithmetic problems like numbered examples, and solve such problems step by step. I do not know how to do what you ask.`;

const summary = 'Writes arithmetic word problems, and solves them step by step. Rule-based.';

/** Writes and solves arithmetic problems told in a few sentences, of the forms in sentence-forms.cjs. */
function answer(request) {
  const task = latestTask(request);
  if (!task) return unknownTask;
  const random = randomFor(request);
  if (task.task === 'write') return writeReply(task, random);
  const solution = explainSolution(task.problem, task.marker, request.temperature, random);
  return solution ?? 'I cannot follow this problem.';
}

/** The last message that holds a task; a complaint about an earlier reply holds none. */
function latestTask({ messages }) {
  for (const { role, content } of messages.toReversed()) {
    const task = role === 'assistant' ? undefined : understand(content);
    if (task) return task;
  }
  return undefined;
}

function writeReply({ examples, count, json }, random) {
  const problems = writeProblems(examples, count, random);
  if (problems.length === 0) return 'I cannot follow any of the examples.';
  if (json) return JSON.stringify({ items: problems });
  return problems.map((problem, index) => `${index + 1}. ${problem}`).join('\n');
}

module.exports = { model, summary, answer };
