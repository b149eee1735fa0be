/** What `limbeck new` must know to write a project; each has a question and an option. */
export interface Answers {
  readonly name: string;
  /** One sentence: what the student will be able to do. */
  readonly description: string;
  readonly vertical: string;
  /** How right answers look, which decides how they are elicited and scored. */
  readonly answer: 'short' | 'json' | 'number';
  /** Grow prompts from a few seeds, or take a file of rows. */
  readonly start: 'seeds' | 'rows';
  /** For `rows`: the file, and its column with what the teacher is to answer. */
  readonly file?: string;
  readonly column?: string;
  readonly teacherUrl: string;
  readonly teacherModel: string;
  /** Name of the environment variable with the key; none for a server of one's own. */
  readonly keyEnv?: string;
  /** A folder with weights; absent: a small one that begins at random. */
  readonly student?: string;
}

export const ANSWER_FORMS = {
  short: 'a label or a few words',
  json: 'a JSON object with fixed keys',
  number: 'a number, after some reasoning',
} as const;

export const STARTS = {
  seeds: 'grown from a few examples that I write',
  rows: 'from a file that I have',
} as const;

export const DEFAULT_TEACHER_URL = 'http://127.0.0.1:11434/v1';
export const DEFAULT_TEACHER_MODEL = 'llama3.1:8b';
