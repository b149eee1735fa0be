import { basename } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { ApiFault } from '../../openai-api/api-fault.js';
import type { ChatRequest } from '../chat-request.js';
import type { OfflineTeacher } from '../contract.js';
import { requestKey, type RecordedAnswer } from './cassette.js';

/**
 * Gives each request the answer that was recorded of it. One that was asked several times gets its answers in turn. What was
 * never recorded fails its row and is told to `say`: it was not asked, so nobody knows the answer.
 */
export function replayTeacher(
  answers: readonly RecordedAnswer[],
  about: { readonly file: string; readonly say: (message: string) => void },
): OfflineTeacher {
  const { file, say } = about;
  const [first] = answers;
  if (!first) {
    throw new LimbeckError({
      code: 'recording-broken',
      message: `The file of recorded answers ${file} holds none.`,
      hint: 'Record it anew: limbeck teacher record RUN.',
    });
  }
  const byKey = new Map<string, RecordedAnswer[]>();
  for (const answer of answers) byKey.set(answer.key, [...(byKey.get(answer.key) ?? []), answer]);
  const given = new Map<string, number>();
  return {
    id: `recorded ${first.model}`,
    model: first.model,
    ruleBased: false,
    reply(request) {
      const key = requestKey(askedOf(request));
      const recorded = byKey.get(key);
      if (!recorded) {
        const asked = request.messages.at(-1)?.content ?? '';
        say(
          `not recorded: ${key.slice(0, 12)} ${JSON.stringify(asked.length > 200 ? `${asked.slice(0, 200)}...` : asked)}`,
        );
        throw new ApiFault(
          `No answer to request ${key.slice(0, 12)} was recorded in ${basename(file)}. The prompt, the row or the sampling is another than at the recording; record it anew with limbeck teacher record.`,
          { param: 'messages' },
        );
      }
      const turn = given.get(key) ?? 0;
      given.set(key, turn + 1);
      return completion(recorded[turn % recorded.length]!);
    },
  };
}

/** The request in the form it was recorded in: what the wire carried, without the model's name. */
function askedOf({ messages, sampling }: ChatRequest): Pick<RecordedAnswer, 'messages' | 'sampling'> {
  return { messages, sampling };
}

function completion({ key, at, model, text, finish_reason, usage }: RecordedAnswer): Readonly<Record<string, unknown>> {
  const { prompt_tokens, completion_tokens } = usage;
  return {
    id: `chatcmpl-${key.slice(0, 24)}`,
    object: 'chat.completion',
    created: Math.floor(Date.parse(at) / 1000),
    model,
    choices: [{ index: 0, message: { role: 'assistant', content: text }, logprobs: null, finish_reason }],
    usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens },
  };
}
