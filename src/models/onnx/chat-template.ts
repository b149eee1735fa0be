import { LimbeckError } from '../../core/errors.js';
import type { ChatMessage } from '../../core/models/model-request.js';

/**
 * The chat templates Limbeck's trainer writes (tokenizer.py and chat.py), rendered without a template engine. A model
 * that came with a template of its own is asked through the trainer instead.
 */
export type RenderPrompt = (messages: readonly ChatMessage[]) => string;

const turnTemplate =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' }}" +
  "{% if message['role'] == 'assistant' %}{% generation %}{{ message['content'] + '<|im_end|>' }}{% endgeneration %}" +
  "{% else %}{{ message['content'] + '<|im_end|>' }}{% endif %}{{ '\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

const plainTemplate =
  "{% for message in messages %}{% if message['role'] == 'assistant' %}" +
  "{% generation %}{{ message['content'] + eos_token }}{% endgeneration %}{{ '\n' }}" +
  "{% else %}{{ message['content'] + '\n\n' }}{% endif %}{% endfor %}";

/** Undefined when the template is not one of the trainer's own. */
export function findChatTemplate(template: string | undefined, eosToken: string): RenderPrompt | undefined {
  switch (template) {
    case turnTemplate:
      return (messages) =>
        `${messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`).join('')}<|im_start|>assistant\n`;
    case plainTemplate:
      return (messages) =>
        messages
          .map(({ role, content }) => (role === 'assistant' ? `${content}${eosToken}\n` : `${content}\n\n`))
          .join('');
    default:
      return undefined;
  }
}

export function getChatTemplate(name: string, template: string | undefined, eosToken: string): RenderPrompt {
  const known = findChatTemplate(template, eosToken);
  if (known) return known;
  throw new LimbeckError({
    code: 'chat-template-unknown',
    message: `The student "${name}" has ${template === undefined ? 'no chat template' : 'a chat template of its own'}, so a conversation cannot be put to it in this process.`,
    hint: 'Ask it with plain prompts, or through `provider: transformers`, which knows any template.',
  });
}
