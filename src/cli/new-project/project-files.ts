import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageRoot } from '../../project-files/package-root.js';
import type { Answers } from './answers.js';
import { recipeText } from './recipe-text.js';

/** Where the small student's shape comes from. */
const SMALL_STUDENT = join('recipes', 'examples', 'contract-terms', 'student', 'config.json');

/** Write every file of the project that the answers ask for. */
export function writeProjectFiles(folder: string, answers: Answers): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const file = answers.file === undefined ? undefined : basename(answers.file);
  write('recipe.yaml', recipeText({ ...answers, ...(file === undefined ? {} : { file }) }));
  write('limbeck.yaml', projectText(answers, file));
  write('.gitignore', '.limbeck/\n');
  if (answers.file !== undefined && file !== undefined) copyFileSync(answers.file, join(folder, file));
  if (answers.start === 'seeds') write('seeds.jsonl', seeds(answers));
  if (answers.answer !== 'number') write('prompts/answer.liquid', promptText(answers));
  if (answers.answer === 'json') write('schemas/answer.json', `${JSON.stringify(answerSchema, null, 2)}\n`);
  if (answers.student === undefined) {
    mkdirSync(join(folder, 'student'), { recursive: true });
    copyFileSync(join(packageRoot(), SMALL_STUDENT), join(folder, 'student', 'config.json'));
  }
}

function projectText({ teacherUrl, teacherModel, keyEnv, student, start }: Answers, file: string | undefined): string {
  const texts = start === 'seeds' ? 'seeds.jsonl' : file;
  const key =
    keyEnv === undefined ? '' : `\n        api_key: { env: ${keyEnv} } # the name of a variable, never the key`;
  const studentLines =
    student === undefined
      ? `path: student # config.json alone: it begins with random weights
        tokenizer: { vocab_size: 1000, train_on: [${texts}] }`
      : `path: ${JSON.stringify(student)}`;
  return `# How this project runs: which model stands behind each name in the recipe.
limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai # any server with that protocol: vLLM, Ollama, llama.cpp, a vendor
        base_url: ${teacherUrl}
        model: ${JSON.stringify(teacherModel)}${key}
        limits: { concurrency: 8 }
        # price: { input_usd_per_million: 0.40, output_usd_per_million: 1.60 } # then \`limbeck plan\` shows money
        terms: { training_on_output: unknown } # read your provider's terms; forbidden ones refuse the recipe
      student:
        provider: transformers
        ${studentLines}
`;
}

function promptText({ answer, description }: Answers): string {
  const form = answer === 'json' ? 'Reply with JSON and nothing else.' : 'Reply with the answer and nothing else.';
  return `${description}\n${form}\n\n{{ prompt }}\n`;
}

const answerSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  additionalProperties: false,
  required: ['answer'],
  properties: { answer: { type: 'string', description: 'Replace this with the keys that you want.' } },
};

/** Something that validates; the next steps say to replace it. */
function seeds({ answer }: Answers): string {
  const examples =
    answer === 'number'
      ? [
          'A shelf holds 4 boxes with 6 jars each, and 5 jars are sold. How many jars are left?',
          'Mara walks 3 km on each of 5 days. How far does she walk?',
        ]
      : [
          'Replace this line with a text that your teacher is to answer.',
          'And this one with another, in the style that you want more of.',
        ];
  return examples.map((prompt) => `${JSON.stringify({ prompt })}\n`).join('');
}
