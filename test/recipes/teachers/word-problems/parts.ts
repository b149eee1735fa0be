import type { Random } from '../../../../src/core/random.js';
import type { TeacherProgram } from '../../../../src/teachers/contract.js';
import { teacherPart } from '../teacher-part.js';

interface SentenceForm {
  readonly part: 'start' | 'change' | 'question';
  readonly operation: string;
  readonly text: string;
}

interface Sentence {
  readonly form: SentenceForm;
  readonly slots: Readonly<Record<string, string>>;
}

interface Step {
  readonly left: number;
  readonly operation: string;
  readonly right: number;
  readonly result: number;
  readonly unit: string;
}

interface Problem {
  readonly readProblem: (text: string) => readonly Sentence[] | undefined;
  readonly solveProblem: (
    sentences: readonly Sentence[],
  ) => { readonly steps: readonly Step[]; readonly answer: number } | undefined;
}

interface Writing {
  readonly writeProblems: (examples: readonly string[], count: number, random: Random) => string[];
}

const name = 'word-problems';
export const wordProblems = teacherPart(name, 'teacher') as TeacherProgram;
export const { readProblem, solveProblem } = teacherPart(name, 'problem') as Problem;
export const { sentenceForms } = teacherPart(name, 'sentence-forms') as {
  readonly sentenceForms: readonly SentenceForm[];
};
export const { writeProblems } = teacherPart(name, 'write-problems') as Writing;
