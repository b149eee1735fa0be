import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { readJsonObject } from './read-json-object.js';

/** What is in an exported student's folder, beside its tokenizer. The trainer's `export` writes it. */
export const STUDENT_FILE = 'limbeck-onnx.json';

export interface StudentFolder {
  readonly name: string;
  /** Absolute. */
  readonly modelFile: string;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly context: number;
  readonly vocabSize: number;
  readonly padId: number;
  /** Tokens that end a reply; never empty. */
  readonly endIds: readonly number[];
  readonly tokenizer: object;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly chatTemplate: string | undefined;
}

/** Reads and checks the folder, the model's digest included: a torn copy must not answer. */
export async function readStudentFolder(folder: string): Promise<StudentFolder> {
  const facts = await readJson(folder, STUDENT_FILE);
  const whole = (key: string): number => {
    const value = facts[key];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
    throw unusable(folder, `"${key}" in ${STUDENT_FILE} is no whole number`);
  };
  const text = (key: string): string => {
    const value = facts[key];
    if (typeof value === 'string' && value !== '') return value;
    throw unusable(folder, `"${key}" in ${STUDENT_FILE} is no text`);
  };
  const endIds = facts['end_ids'];
  if (!Array.isArray(endIds) || endIds.length === 0 || !endIds.every(Number.isSafeInteger)) {
    throw unusable(folder, `"end_ids" in ${STUDENT_FILE} names no token that ends a reply`);
  }
  const file = text('file');
  if (basename(file) !== file) throw unusable(folder, `"file" in ${STUDENT_FILE} is no plain file name`);
  if (text('dtype') !== 'float32') {
    throw unusable(folder, `its cache is ${text('dtype')}, and only float32 is read here`);
  }
  const modelFile = join(folder, file);
  if ((await digestOfFile(folder, modelFile)) !== text('sha256')) {
    throw unusable(folder, `${file} is not the file that ${STUDENT_FILE} was written for`);
  }
  return {
    name: basename(folder),
    modelFile,
    layers: whole('layers'),
    kvHeads: whole('kv_heads'),
    headDim: whole('head_dim'),
    context: whole('context'),
    vocabSize: whole('vocab_size'),
    padId: whole('pad_id'),
    endIds: endIds as readonly number[],
    tokenizer: await readJson(folder, 'tokenizer.json'),
    tokenizerConfig: await readJson(folder, 'tokenizer_config.json'),
    chatTemplate: await readChatTemplate(folder),
  };
}

/** Undefined when it has none. Older folders keep it in the tokenizer's config. */
export async function readChatTemplate(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, 'chat_template.jinja'), 'utf8');
  } catch {
    const { chat_template } = await readJson(folder, 'tokenizer_config.json');
    return typeof chat_template === 'string' ? chat_template : undefined;
  }
}

function readJson(folder: string, name: string): Promise<Record<string, unknown>> {
  return readJsonObject(folder, name, (because, cause) => unusable(folder, because, cause));
}

async function digestOfFile(folder: string, file: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  } catch (cause) {
    throw unusable(folder, `${basename(file)} cannot be read`, cause);
  }
  return hash.digest('hex');
}

function unusable(folder: string, because: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'student-folder-unusable',
    message: `The folder ${folder} holds no student that can answer in this process: ${because}.`,
    hint: 'Export the student anew: `limbeck export RUN/STEP --to onnx DIR`.',
    cause,
  });
}
