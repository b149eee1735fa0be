import { createRequire } from 'node:module';
import { join } from 'node:path';
import { exampleFolder } from '../example-folder.js';

/** A part of an example's teacher. It is plain JavaScript: whoever asks says of what form it is, and the tests show whether that holds. */
export function teacherPart(example: string, part: string): unknown {
  const file = join(exampleFolder(example), 'teacher', `${part}.cjs`);
  return createRequire(file)(file);
}
