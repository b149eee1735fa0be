/** Bodies of an OpenAI-compatible server for what is no chat, worked out from the request alone. */
export interface VerbRequestBody {
  readonly prompt?: string;
  readonly input?: string;
  readonly echo?: boolean;
  readonly logprobs?: number;
}

const facts = { id: 'cmpl-1', model: 'echo-1' };

/** The prompt once more; with `echo` its tokens as a server gives them that truly scores a prompt. */
export function textCompletion({ prompt = '', echo, logprobs }: VerbRequestBody): Record<string, unknown> {
  const tokens = tokensOf(prompt);
  const usage = { prompt_tokens: tokens.length, completion_tokens: 1, total_tokens: tokens.length + 1 };
  if (!echo) return { ...facts, choices: [{ index: 0, text: ` ${prompt}`, finish_reason: 'stop' }], usage };
  const shown = [...tokens, '!'];
  return {
    ...facts,
    choices: [
      {
        index: 0,
        text: `${prompt}!`,
        finish_reason: 'length',
        logprobs: {
          tokens: shown,
          token_logprobs: shown.map((token, at) => (at === 0 ? null : logprobOf(token))),
          top_logprobs: shown.map((token, at) => (at === 0 ? null : topOf(token, logprobs ?? 1))),
        },
      },
    ],
    usage,
  };
}

/** [letters, e's, 1]: a vector that can be worked out by hand. */
export function embeddingBody({ input = '' }: VerbRequestBody): Record<string, unknown> {
  const embedding = [input.length, input.split('e').length - 1, 1];
  return {
    ...facts,
    data: [{ index: 0, embedding }],
    usage: { prompt_tokens: input.length, total_tokens: input.length },
  };
}

/** Words with the space before them. */
export const tokensOf = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];
export const logprobOf = (token: string): number => -token.trim().length / 4;

function topOf(token: string, most: number): Record<string, number> {
  const others = [[' the', -0.5] as const, [' a', -1.5] as const].slice(0, most - 1);
  return Object.fromEntries([[token, logprobOf(token)], ...others]);
}
