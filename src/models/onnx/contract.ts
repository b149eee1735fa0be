import type { ChatMessage } from '../../core/models/model-request.js';

/**
 * A small model that answers in this process. Requests are decoded side by side and admitted between two tokens; what a
 * request gets depends on the request alone, never on its neighbours. The engine queues without bound: whoever serves
 * strangers bounds what it hands in.
 */
export interface StudentEngine {
  readonly info: StudentInfo;
  /** Tokens of a text as it stands, no special tokens added. */
  countTokens(text: string): number;
  /** The conversation as the student was taught to read it, ready for its reply. */
  renderPrompt(messages: readonly ChatMessage[]): string;
  /** Rejects with the signal's reason when it is aborted, with `student-engine-closed` after `close`. */
  generate(request: GenerateRequest): Promise<Generation>;
  /** Ends what is in flight and frees the model's memory. */
  close(): Promise<void>;
}

export interface StudentInfo {
  /** The folder's name. */
  readonly name: string;
  /** Tokens that prompt and reply may have together. */
  readonly context: number;
  readonly vocabSize: number;
}

/** `openStudentEngine` of open-student-engine.ts. Rejects with `student-folder-*` where the folder is no such student. */
export type OpenStudentEngine = (input: OpenStudentEngineInput) => Promise<StudentEngine>;

export interface OpenStudentEngineInput {
  /** Absolute; holds `limbeck-onnx.json`. */
  readonly folder: string;
  /** Default: one for a small model, which a second one slows down; else half of the cores, at most four. */
  readonly threads?: number;
  /** Requests decoded side by side; others wait. Default 32: more of them only fill the memory faster. */
  readonly batchRows?: number;
}

/** How a sampled or greedy reply is drawn. */
export interface GenerateRequest {
  readonly input: { readonly messages: readonly ChatMessage[] } | { readonly prompt: string };
  readonly maxTokens: number;
  /** 0 is greedy: the likeliest token, the lowest id among equals. */
  readonly temperature: number;
  /** In (0, 1]; 1 keeps every token. */
  readonly topP: number;
  /** The reply ends before the first of these; they are never given out. */
  readonly stop: readonly string[];
  /** Taken from the logit of every token the reply has already. 0 for none. */
  readonly presencePenalty: number;
  /** Two requests with one seed, prompt and sampling draw the same reply. */
  readonly seed: number;
  /** Absent: no log-probabilities. 0: of the drawn tokens only. At most 20. */
  readonly topLogprobs?: number;
  readonly signal: AbortSignal;
  /** Called in order, once for each token at most; the texts together are the reply. */
  onPiece?(piece: ReplyPiece): void;
}

export interface ReplyPiece {
  /** Whole characters only; empty while half a character or the start of a stop text waits. */
  readonly text: string;
  /** With `topLogprobs`. Absent where the piece only gives out text that had waited. */
  readonly token?: TokenLogprob;
}

/** Natural logarithms of what the model itself says, before temperature, top_p and penalty. */
export interface TokenLogprob extends TokenChance {
  /** Likeliest first. */
  readonly top: readonly TokenChance[];
}

export interface TokenChance {
  readonly tokenId: number;
  /** The token by itself; a part of a character shows as U+FFFD. */
  readonly text: string;
  readonly logprob: number;
}

export interface Generation {
  readonly text: string;
  readonly finishReason: 'stop' | 'length' | 'prompt-too-long';
  readonly promptTokens: number;
  /** Tokens decoded, the one that ended the reply included. */
  readonly completionTokens: number;
  /** With `topLogprobs`: the reply's tokens without the end token. */
  readonly logprobs?: readonly TokenLogprob[];
}
