import type { ChatRequest } from './chat-request.js';
import { chatReply } from './chat-reply.js';
import type { OfflineTeacher, TeacherProgram } from './contract.js';

/** A program's answers in the form of OpenAI, with counts and limits of tokens. */
export function programTeacher(program: TeacherProgram): OfflineTeacher {
  const { model } = program;
  return {
    id: model.replace(/^rule-based-/, ''),
    model,
    ruleBased: true,
    reply: (request: ChatRequest) => chatReply(program, request),
  };
}
