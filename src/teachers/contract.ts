import type { ChatMessage } from '../core/models/model-request.js';

/** What a teacher sees of a chat request: what a large model would see, and nothing else. */
export interface TeacherRequest {
  readonly messages: readonly ChatMessage[];
  /** 0 is greedy: equal messages give equal replies. */
  readonly temperature: number;
  readonly seed?: number;
}

/**
 * A stand-in for a large model in examples that must run without one: rules, no weights. It does one task, says so of any
 * other, and is called rule-based wherever its name shows. Pure: equal requests give equal replies.
 */
export interface OfflineTeacher {
  /** Name for `limbeck teacher` and `offline_teacher`. */
  readonly id: string;
  /** Model id at its endpoint; begins with `rule-based-`. */
  readonly model: string;
  /** One line, for lists. */
  readonly summary: string;
  answer(request: TeacherRequest): string;
}
