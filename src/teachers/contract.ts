import type { ChatMessage } from '../core/models/model-request.js';
import type { ChatRequest } from './chat-request.js';

/** What a program sees of a chat request: what a large model would see, and nothing else. */
export interface TeacherRequest {
  readonly messages: readonly ChatMessage[];
  /** 0 is greedy: equal messages give equal replies. */
  readonly temperature: number;
  readonly seed?: number;
}

/**
 * A stand-in for a large model in recipes that must run without one: rules, no weights. It does one task, says so of any
 * other, and is called rule-based wherever its name shows. Pure: equal requests give equal replies.
 */
export interface TeacherProgram {
  /** Model id at its endpoint; begins with `rule-based-`. */
  readonly model: string;
  /** One line, for lists. */
  readonly summary: string;
  answer(request: TeacherRequest): string;
}

/**
 * Where an offline teacher's answers come from, as limbeck.yaml says it: a recipe that Limbeck comes with, by name; a program
 * of the project; or a file of recorded answers. Paths are absolute.
 */
export type TeacherSource = string | { readonly program: string } | { readonly replay: string };

/** A teacher that can be served. */
export interface OfflineTeacher {
  /** What people call it. */
  readonly id: string;
  readonly model: string;
  /** False when its answers were recorded of a language model. */
  readonly ruleBased: boolean;
  /** The body of a chat completion, in OpenAI's form. No clock and no chance in it. Throws ApiFault. */
  reply(request: ChatRequest): Readonly<Record<string, unknown>>;
}
