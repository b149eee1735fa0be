import { Tokenizer } from '@huggingface/tokenizers';
import type { StudentFolder } from './student-folder.js';

/** Text to tokens and back as Python's tokenizers do it: no special tokens added, none shown, nothing tidied. */
export interface TextTokenizer {
  readonly eosToken: string;
  encode(text: string): readonly number[];
  decode(ids: readonly number[]): string;
  /** One token by itself, special ones too. */
  textOf(id: number): string;
}

export function createTextTokenizer(folder: Pick<StudentFolder, 'tokenizer' | 'tokenizerConfig'>): TextTokenizer {
  const tokenizer = new Tokenizer(folder.tokenizer, folder.tokenizerConfig);
  const texts = new Map<number, string>();
  return {
    eosToken: contentOf(folder.tokenizerConfig['eos_token']),
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    decode: (ids) => (ids.length === 0 ? '' : decode(tokenizer, ids, true)),
    textOf(id) {
      const text = texts.get(id) ?? decode(tokenizer, [id], false);
      texts.set(id, text);
      return text;
    },
  };
}

function decode(tokenizer: Tokenizer, ids: readonly number[], skip_special_tokens: boolean): string {
  return tokenizer.decode([...ids], { skip_special_tokens, clean_up_tokenization_spaces: false });
}

/** Older configs write a special token as an object. */
function contentOf(token: unknown): string {
  if (typeof token === 'string') return token;
  const content = (token as { content?: unknown } | undefined)?.content;
  return typeof content === 'string' ? content : '';
}
