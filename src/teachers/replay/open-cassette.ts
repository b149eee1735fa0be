import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { canonicalJson } from '../../core/canonical-json.js';
import { LimbeckError } from '../../core/errors.js';
import { HEAD, MOST_BYTES, requestKey, type RecordedAnswer } from './cassette.js';

/** Unpacked: a small file that unpacks to more was not made by recording. */
const MOST_UNPACKED = 50 * MOST_BYTES;

/** All recorded answers of a file, checked. Throws `recording-missing`, `recording-broken`. */
export async function openCassette(file: string): Promise<readonly RecordedAnswer[]> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new LimbeckError({
      code: 'recording-missing',
      message: `The recorded answers ${file} cannot be read: ${String(error)}.`,
      hint: 'Check `offline_teacher: { replay }` in limbeck.yaml, or record them: limbeck teacher record RUN.',
      cause: error,
    });
  });
  if (bytes.length > MOST_BYTES) throw broken(file, `has ${bytes.length} bytes; ${MOST_BYTES} are allowed`);
  const [head, ...answers] = readLines(bytes, file);
  if (canonicalJson(head ?? null) !== canonicalJson(HEAD)) throw broken(file, 'does not begin as recorded answers do');
  return answers.map((value, index) => checked(value, file, index + 2));
}

function readLines(bytes: Buffer, file: string): unknown[] {
  try {
    const text = gunzipSync(bytes, { maxOutputLength: MOST_UNPACKED }).toString('utf8').trimEnd();
    return text.split('\n').map((line) => JSON.parse(line) as unknown);
  } catch (error) {
    throw broken(file, `is no gzip file of JSON lines (${(error as Error).message})`, error);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const TEXTS = ['text', 'finish_reason', 'model', 'model_digest', 'server', 'at'] as const;

function checked(value: unknown, file: string, line: number): RecordedAnswer {
  const record = isRecord(value) ? value : {};
  const missing = TEXTS.find((name) => typeof record[name] !== 'string');
  if (missing !== undefined) throw broken(file, `says no ${missing} in line ${line}`);
  if (!Array.isArray(record['messages']) || !isRecord(record['sampling']) || !isRecord(record['usage']))
    throw broken(file, `has no whole request and reply in line ${line}`);
  const answer = record as unknown as RecordedAnswer;
  if (requestKey(answer) !== answer.key)
    throw broken(file, `has a key in line ${line} that is not its request's: answers are recorded, never typed`);
  return answer;
}

function broken(file: string, what: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'recording-broken',
    message: `The file of recorded answers ${file} ${what}.`,
    hint: 'Record it anew: limbeck teacher record RUN.',
    cause,
  });
}
