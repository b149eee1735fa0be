import type { ModelReply } from '../../../src/core/models/model-request.js';
import { jsonInSchemaOrder } from '../../kit/text/schema-order.js';
import type { LabelParams } from './params.js';

/** What the student is to answer: the reply's text, or its JSON in one spelling. */
export function completionOf({ text, value }: ModelReply, { reply }: Pick<LabelParams, 'reply'>): string {
  return reply && value !== undefined ? jsonInSchemaOrder(value, reply.schema) : text.trim();
}
