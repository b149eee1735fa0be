import type { ChatMessage } from '../core/models/model-request.js';
import { ApiFault } from './api-fault.js';
import type { RequestBody } from './request-fields.js';

/** The messages of a chat request: texts only. `developer` is the newer name of `system`. */
export function readMessages(body: RequestBody): ChatMessage[] {
  const value = body['messages'];
  if (!Array.isArray(value) || value.length === 0)
    throw new ApiFault('messages must be a list with at least one.', { param: 'messages' });
  return value.map((message: unknown, index) => readMessage(message, `messages[${index}]`));
}

function readMessage(message: unknown, param: string): ChatMessage {
  if (typeof message !== 'object' || message === null || Array.isArray(message))
    throw new ApiFault('A message is an object with role and content.', { param });
  const { role, content, ...others } = message as Record<string, unknown>;
  // A reply given back by a client carries the API's other fields, empty.
  const extra = Object.entries(others).find(([, value]) => !isEmpty(value));
  if (extra) {
    throw new ApiFault(`A message has role and content here; "${extra[0]}" is not supported.`, {
      param: `${param}.${extra[0]}`,
      code: 'unsupported_parameter',
    });
  }
  return { role: readRole(role, `${param}.role`), content: readContent(content, `${param}.content`) };
}

function readRole(role: unknown, param: string): ChatMessage['role'] {
  if (role === 'system' || role === 'user' || role === 'assistant') return role;
  if (role === 'developer') return 'system';
  throw new ApiFault('A role is system, developer, user or assistant.', { param });
}

function readContent(content: unknown, param: string): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content) || content.length === 0)
    throw new ApiFault('A content is a text, or a list of text parts.', { param });
  return content.map((part: unknown, index) => readPart(part, `${param}[${index}]`)).join('');
}

function readPart(part: unknown, param: string): string {
  const { type, text } = (part ?? {}) as { readonly type?: unknown; readonly text?: unknown };
  if (type !== 'text') throw new ApiFault('Only parts of type "text" are read here.', { param: `${param}.type` });
  if (typeof text !== 'string') throw new ApiFault('A text part has a text.', { param: `${param}.text` });
  return text;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
