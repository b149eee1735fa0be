import type { AskRequest } from '../../../src/core/models/model-request.js';
import { samplingOf } from '../../kit/asking/sampling-params.js';
import type { SelfInstructParams } from './params.js';

/** How the teacher is asked for more, unless the recipe has its own template; sees `demos` and `count`. */
export const defaultTemplate = `Here are {{ demos.size }} examples:

{% for demo in demos %}{{ forloop.index }}. {{ demo }}
{% endfor %}
Write {{ count }} new ones of the same kind. Vary topic, wording, length and every detail; do not repeat or reword the examples.`;

const form = {
  numbered: 'Reply with a numbered list and nothing else, one item after the other: "1. ...", "2. ...".',
  json: 'Reply with JSON and nothing else: {"items": ["...", "..."]}.',
} as const;

const itemsSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['items'],
  properties: { items: { type: 'array', items: { type: 'string' } } },
};

/** `body` is the rendered template; the form of the reply follows it, since the method must be able to read it. */
export function writingRequest(body: string, params: SelfInstructParams, sampleIndex: number): AskRequest {
  const { presence_penalty, reply_format } = params;
  return {
    messages: [{ role: 'user', content: `${body.trimEnd()}\n\n${form[reply_format]}` }],
    sampling: { ...samplingOf(params), ...(presence_penalty === undefined ? {} : { presence_penalty }) },
    ...(reply_format === 'json' ? { reply: { schema: itemsSchema, attempts: 1 } } : { accept_cut_off: true }),
    sample_index: sampleIndex,
  };
}
