import { Tokenizer } from '@huggingface/tokenizers';
import type { EncoderFolder } from './encoder-folder.js';

/** A text as an encoder reads it: its special tokens around it, cut to what the model can look at. */
export type ReadText = (text: string) => readonly number[];

export function createReadText(folder: EncoderFolder, maxTokens: number): ReadText {
  const tokenizer = new Tokenizer(folder.tokenizer, folder.tokenizerConfig);
  const encode = (text: string, add_special_tokens: boolean): readonly number[] =>
    tokenizer.encode(text, { add_special_tokens }).ids as number[];
  return (text) => {
    const ids = encode(text, true);
    // A model cannot be given nothing; its first token is the filling.
    if (ids.length === 0) return [0];
    if (ids.length <= maxTokens) return ids;
    // Cutting the end would take the closing token, without which the model has never seen a text.
    const bare = encode(text, false);
    const before = ids.findIndex((_, at) => bare.every((id, place) => ids[at + place] === id));
    const after = ids.length - before - bare.length;
    const room = Math.max(0, maxTokens - before - after);
    return [...ids.slice(0, before), ...bare.slice(0, room), ...(after > 0 ? ids.slice(-after) : [])];
  };
}
