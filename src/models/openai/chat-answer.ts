import { answerWith, fieldsOf, openBody, type Fields, type ReadAnswer } from './answer-body.js';

/** What a chat completion's body says, or why it says nothing. `estimate` stands in for the usage of servers that do not count. */
export function readChat(
  body: unknown,
  estimate: (text: string) => { prompt: number; completion: number },
): ReadAnswer {
  const opened = openBody(body);
  if (!('whole' in opened)) return opened;
  const choice = fieldsOf((opened.whole['choices'] as unknown[] | undefined)?.[0]);
  if (!choice) return { state: 'garbled', what: 'a completion without choices' };
  const message = fieldsOf(choice['message']);
  const text = textOf(message);
  const reasoning = reasoningOf(message);
  const finish = typeof choice['finish_reason'] === 'string' ? choice['finish_reason'] : 'unknown';
  // A filtered or cut-off reply may have no content at all; any other must.
  if (text === undefined && !['length', 'content_filter'].includes(finish))
    return { state: 'garbled', what: 'a message without content' };
  const answer = {
    text: text ?? '',
    finish_reason: finish,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(choice['logprobs'] ? { logprobs: choice['logprobs'] } : {}),
  };
  return answerWith(opened.whole, answer, () => estimate(text ?? ''));
}

/** Servers that part a model's thinking from its answer call it by one of two names. */
function reasoningOf(message: Fields | undefined): string | undefined {
  const found = [message?.['reasoning_content'], message?.['reasoning']].find((text) => typeof text === 'string');
  return found === '' ? undefined : found;
}

function textOf(message: Fields | undefined): string | undefined {
  const content = message?.['content'];
  if (typeof content === 'string') return content;
  if (Array.isArray(content))
    return content
      .map((part) => fieldsOf(part)?.['text'])
      .filter((text) => typeof text === 'string')
      .join('');
  const refusal = message?.['refusal'];
  return typeof refusal === 'string' ? refusal : undefined;
}
