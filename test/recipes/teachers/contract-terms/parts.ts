import type { Random } from '../../../../src/core/random.js';
import type { TeacherProgram } from '../../../../src/teachers/contract.js';
import { teacherPart } from '../teacher-part.js';

interface Span {
  readonly from: number;
  readonly to: number;
}

interface FoundQuantity extends Span {
  readonly count: number;
  readonly unit: string;
  readonly extraMonths: number;
  readonly possessive: boolean;
}

interface ReadClause {
  readonly terms: { readonly start: string; readonly months: number; readonly notice_days: number };
  readonly places: { readonly start: Span; readonly months: Span; readonly notice: Span };
}

interface Dates {
  readonly dateStyles: readonly { readonly write: (iso: string) => string }[];
  readonly findDates: (text: string) => readonly (Span & { readonly iso: string })[];
}

interface Quantities {
  readonly findQuantities: (text: string) => readonly FoundQuantity[];
  readonly monthsIn: (found: FoundQuantity) => number | undefined;
  readonly daysInNotice: (found: FoundQuantity) => number | undefined;
  readonly numberWords: (value: number) => string;
}

interface Reading {
  readonly readTerms: (clause: string) => ReadClause | { readonly missing: string };
}

interface Parts {
  readonly takeApart: (clause: string) => unknown;
}

interface Writing {
  readonly writeClauses: (examples: readonly string[], count: number, random: Random, variety: number) => string[];
}

const name = 'contract-terms';
export const contractTerms = teacherPart(name, 'teacher') as TeacherProgram;
export const { dateStyles, findDates } = teacherPart(name, 'dates') as Dates;
export const { findQuantities, monthsIn, daysInNotice, numberWords } = teacherPart(name, 'quantities') as Quantities;
export const { readTerms } = teacherPart(name, 'read-terms') as Reading;
export const { takeApart } = teacherPart(name, 'clause-parts') as Parts;
export const { writeClauses } = teacherPart(name, 'write-clauses') as Writing;
