import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TeacherProgram } from '../../../src/teachers/contract.js';
import { teacherPart } from './teacher-part.js';
import { requestsOf } from './requests.js';

// What the teachers replied when they were part of the product, at 73f9738. Answers that were paid for by their keys rest on it.
test.each(['contract-terms', 'word-problems'])('%s replies as it always did, to the byte', (name) => {
  const file = join(__dirname, `${name}.replies.json`);
  const teacher = teacherPart(name, 'teacher') as TeacherProgram;
  const replies = requestsOf(name).map((request) =>
    createHash('sha256').update(teacher.answer(request)).digest('hex').slice(0, 16),
  );
  expect(replies.length).toBeGreaterThan(300);
  expect(new Set(replies).size).toBeGreaterThan(250);
  expect(replies).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});
