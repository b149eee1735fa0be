import { digestOf } from '../../core/digest.js';
import { createRandom, type Random } from '../../core/random.js';
import type { OfflineTeacher, TeacherRequest } from '../contract.js';
import { explainSolution } from './explain-solution.js';
import { understand, type Task } from './understand.js';
import { writeProblems } from './write-problems.js';

const model = 'rule-based-word-problems';
const unknownTask = `I am ${model}: rules, not a language model. I can write further arithmetic problems like numbered examples, and solve such problems step by step. I do not know how to do what you ask.`;

/** Writes and solves arithmetic problems told in a few sentences, of the forms in sentence-forms.ts. */
export const wordProblems: OfflineTeacher = {
  id: 'word-problems',
  model,
  summary: 'Writes arithmetic word problems, and solves them step by step. Rule-based.',
  answer(request) {
    const task = latestTask(request);
    if (!task) return unknownTask;
    const random = randomOf(request);
    if (task.task === 'write') return writeReply(task, random);
    const solution = explainSolution(task.problem, task.marker, request.temperature, random);
    return solution ?? 'I cannot follow this problem.';
  },
};

function randomOf({ messages, temperature, seed }: TeacherRequest): Random {
  return createRandom(digestOf(temperature === 0 ? { messages } : { messages, temperature, seed }));
}

/** The last message that holds a task; a complaint about an earlier reply holds none. */
function latestTask({ messages }: TeacherRequest): Task | undefined {
  for (const { role, content } of messages.toReversed()) {
    const task = role === 'assistant' ? undefined : understand(content);
    if (task) return task;
  }
  return undefined;
}

function writeReply({ examples, count, json }: Extract<Task, { task: 'write' }>, random: Random): string {
  const problems = writeProblems(examples, count, random);
  if (problems.length === 0) return 'I cannot follow any of the examples.';
  if (json) return JSON.stringify({ items: problems });
  return problems.map((problem, index) => `${index + 1}. ${problem}`).join('\n');
}
