import { existsSync } from 'node:fs';
import type * as Clack from '@clack/prompts';
import { LimbeckError } from '../../core/errors.js';
import { ANSWER_FORMS, STARTS, DEFAULT_TEACHER_MODEL, DEFAULT_TEACHER_URL, type Answers } from './answers.js';

/** What the options said already. */
export type Given = { readonly [Key in keyof Answers]?: Answers[Key] | undefined };

/** Ask a person for what the options left open. Throws `not-asked` when they leave. */
export async function askAnswers(given: Given, verticals: readonly string[]): Promise<Answers> {
  const clack = await import('@clack/prompts');
  const name = given.name ?? '';
  clack.intro(`A new recipe: ${name}`);
  const { text, choose } = questions(clack);
  const description = given.description ?? (await text('What shall the student be able to do? One sentence.', {}));
  const vertical =
    given.vertical ?? (await choose('In which field?', Object.fromEntries(verticals.map((each) => [each, each]))));
  const answer = given.answer ?? (await choose('What do right answers look like?', ANSWER_FORMS));
  const start =
    given.start ?? (given.file === undefined ? await choose('Where do prompts come from?', STARTS) : 'rows');
  const file =
    start === 'rows'
      ? (given.file ?? (await text('Which file? (jsonl, json, csv, tsv or parquet)', { file: true })))
      : undefined;
  const column =
    start === 'rows'
      ? (given.column ?? (await text('Which column holds the prompt?', { initial: 'prompt' })))
      : undefined;
  const teacherUrl =
    given.teacherUrl ??
    (await text('Address of the teacher (an OpenAI-compatible server)', { initial: DEFAULT_TEACHER_URL }));
  const teacherModel = given.teacherModel ?? (await text('Model there', { initial: DEFAULT_TEACHER_MODEL }));
  clack.outro('Thank you.');
  return {
    name,
    description,
    vertical,
    answer,
    start,
    teacherUrl,
    teacherModel,
    ...(file === undefined || column === undefined ? {} : { file, column }),
    ...(given.keyEnv === undefined ? {} : { keyEnv: given.keyEnv }),
    ...(given.student === undefined ? {} : { student: given.student }),
  };
}

interface Questions {
  readonly text: (message: string, options: { initial?: string; missing?: string; file?: boolean }) => Promise<string>;
  readonly choose: <Value extends string>(message: string, choices: Readonly<Record<Value, string>>) => Promise<Value>;
}

function questions(clack: typeof Clack): Questions {
  const answered = async (question: Promise<string | symbol>): Promise<string> => {
    const value = await question;
    if (typeof value === 'string') return value;
    clack.cancel('Nothing was written.');
    throw new LimbeckError({
      code: 'not-asked',
      message: 'The questions were left.',
      hint: '`limbeck new --help` lists the options that answer them.',
    });
  };
  return {
    text: (message, { initial, missing, file }) =>
      answered(
        clack.text({
          message,
          ...(initial === undefined ? {} : { initialValue: initial }),
          validate: (value) => {
            if (value === undefined || value.trim() === '') return missing ?? 'Please say something.';
            return file && !existsSync(value) ? 'There is no such file.' : undefined;
          },
        }),
      ),
    choose: <Value extends string>(message: string, choices: Readonly<Record<Value, string>>) =>
      answered(
        clack.select<string>({
          message,
          options: Object.entries<string>(choices).map(([value, label]) => ({ value, label })),
        }),
      ) as Promise<Value>,
  };
}
