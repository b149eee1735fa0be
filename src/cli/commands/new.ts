import { basename, isAbsolute, relative, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { Option, type Command } from 'commander';
import recipeSchema from '../../../schemas/recipe.schema.json';
import { LimbeckError } from '../../core/errors.js';
import { defineCommand } from '../define-command.js';
import {
  ANSWER_FORMS,
  STARTS,
  DEFAULT_TEACHER_MODEL,
  DEFAULT_TEACHER_URL,
  type Answers,
} from '../new-project/answers.js';
import { placeProject } from '../new-project/place-project.js';
import { processScreen } from '../output/screen.js';

const VERTICALS = recipeSchema.$defs.Vertical.enum;

interface NewOptions {
  readonly description?: string;
  readonly vertical?: string;
  readonly answer?: Answers['answer'];
  readonly start?: Answers['start'];
  readonly data?: string;
  readonly column?: string;
  readonly teacherUrl?: string;
  readonly teacherModel?: string;
  readonly keyEnv?: string;
  readonly student?: string;
  readonly yes?: boolean;
}

export function build(): Command {
  return defineCommand(
    'new',
    'Write a project with a recipe of your own that validates. Asks a few questions; each option answers one.',
    [
      'limbeck new complaints',
      'limbeck new sums --answer number --vertical mathematics --yes',
      'limbeck new intents --data train.csv --column text --answer short --yes',
    ],
  )
    .argument('<dir>', 'folder to make; the recipe is called after it')
    .option('--description <sentence>', 'what the student will be able to do')
    .addOption(new Option('--vertical <field>', 'the field').choices(VERTICALS))
    .addOption(new Option('--answer <form>', 'how right answers look').choices(Object.keys(ANSWER_FORMS)))
    .addOption(new Option('--start <source>', 'where prompts come from').choices(Object.keys(STARTS)))
    .option('--data <file>', 'file of rows to begin with; it is copied into the project')
    .option('--column <name>', 'its column with what the teacher is to answer')
    .option('--teacher-url <url>', 'address of the teacher')
    .option('--teacher-model <name>', 'model there')
    .option('--key-env <name>', 'name of the environment variable that holds its key')
    .option('--student <path>', 'folder with the weights of a student; left out, a small one that begins at random')
    .option('--yes', 'ask nothing: take the usual answer wherever no option is given')
    .action(makeNew);
}

async function makeNew(dir: string, options: NewOptions): Promise<void> {
  const screen = processScreen();
  const target = resolve(dir);
  const answers = await answersFor(nameOf(target), options);
  checkFile(answers);
  const { writeProjectFiles } = await import('../new-project/project-files.js');
  placeProject(target, dir, (folder) => writeProjectFiles(folder, inProject(answers, target)));
  const enter = target === process.cwd() ? '' : `  cd ${dir}\n`;
  screen.print(`Made ${dir}. Next:`);
  for (const line of todo(answers)) screen.print(`  - ${line}`);
  screen.print(`${enter}  limbeck validate recipe.yaml\n  limbeck plan recipe.yaml\n  limbeck run recipe.yaml`);
}

/** Kebab-case from the folder's name. */
function nameOf(target: string): string {
  const name = basename(target)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '');
  return name === '' ? 'my-recipe' : name;
}

async function answersFor(name: string, options: NewOptions): Promise<Answers> {
  const { data, ...rest } = options;
  const given = { ...rest, name, ...(data === undefined ? {} : { file: data }) };
  if (!options.yes && process.stdin.isTTY && process.stdout.isTTY) {
    const { askAnswers } = await import('../new-project/ask-answers.js');
    return askAnswers(given, VERTICALS);
  }
  if (!options.yes) {
    throw new LimbeckError({
      code: 'not-asked',
      message: 'There is no terminal to ask at.',
      hint: 'Give --yes to take the usual answers, and options for the others; `limbeck new --help` lists them.',
    });
  }
  return {
    name,
    description: options.description ?? 'Answer as the teacher does.',
    vertical: options.vertical ?? 'general',
    answer: options.answer ?? 'short',
    start: options.start ?? (data === undefined ? 'seeds' : 'rows'),
    ...(data === undefined ? {} : { file: data, column: options.column ?? 'prompt' }),
    teacherUrl: options.teacherUrl ?? DEFAULT_TEACHER_URL,
    teacherModel: options.teacherModel ?? DEFAULT_TEACHER_MODEL,
    ...(options.keyEnv === undefined ? {} : { keyEnv: options.keyEnv }),
    ...(options.student === undefined ? {} : { student: options.student }),
  };
}

function checkFile({ start, file }: Answers): void {
  if (start === 'rows' && file === undefined) {
    throw new LimbeckError({
      code: 'usage',
      message: 'Prompts are to come from rows, but no file is given.',
      hint: 'Add --data FILE, or --start seeds.',
    });
  }
  if (file === undefined || existsSync(file)) return;
  throw new LimbeckError({ code: 'no-such-file', message: `There is no ${file}.`, hint: 'Give a file of rows.' });
}

/** The student's folder is named as the project sees it. */
function inProject(answers: Answers, target: string): Answers {
  const { student } = answers;
  if (student === undefined || isAbsolute(student)) return answers;
  return { ...answers, student: relative(target, resolve(student)).replaceAll('\\', '/') };
}

function todo({ start, answer, description }: Answers): string[] {
  return [
    ...(start === 'seeds' ? ['seeds.jsonl: write a few dozen prompts of your own'] : []),
    ...(answer === 'number' ? [] : [`prompts/answer.liquid: tell the teacher what to do (now: "${description}")`]),
    ...(answer === 'json' ? ['schemas/answer.json: say which keys the answers have'] : []),
    'limbeck.yaml: look at the teacher’s address, price and terms',
  ];
}
