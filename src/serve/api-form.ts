import type { Generation, ReplyPiece, StudentEngine } from '../models/onnx/contract.js';
import type { RequestBody } from '../openai-api/request-fields.js';
import type { ReplyRequest } from './reply-request.js';

/** One of OpenAI's two ways to ask for text: how a request is read, and how replies and their pieces are written. */
export interface ApiForm {
  readonly idPrefix: string;
  /** `object` of a whole reply and of a streamed chunk. */
  readonly whole: string;
  readonly chunk: string;
  /** Throws ApiFault. */
  read(body: RequestBody, engine: StudentEngine): ReplyRequest;
  choice(index: number, generation: Generation): object;
  /** What a streamed choice begins with. */
  opening(index: number): object | undefined;
  /** `textBefore`: characters of the reply given out before. */
  piece(index: number, piece: ReplyPiece, textBefore: number): object;
  closing(index: number, generation: Generation): object;
}
