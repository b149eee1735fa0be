import { canonicalJson } from '../../core/canonical-json.js';
import { sha256Hex } from '../../core/digest.js';
import type { ChatMessage, Sampling, Usage } from '../../core/models/model-request.js';

/**
 * A recorded answer: what was asked of which model, and what it said. Lines of gzip JSON; recorded by
 * `limbeck teacher record`, never typed.
 */
export interface RecordedAnswer {
  /** `requestKey` of what follows: whoever reads the file recomputes it. */
  readonly key: string;
  readonly messages: readonly ChatMessage[];
  readonly sampling: Sampling;
  readonly text: string;
  readonly finish_reason: string;
  readonly usage: Usage;
  /** As its server calls it. */
  readonly model: string;
  /** Of its weights, as whoever recorded it knew them: a digest, or a revision that names one. */
  readonly model_digest: string;
  /** What served it, with its version. */
  readonly server: string;
  /** When it answered: ISO 8601, UTC. */
  readonly at: string;
}

/** The first line of a file. */
export const HEAD = { limbeck_answers: 1 } as const;

/** What a cassette may weigh, packed: it lies in a repository, beside its recipe. */
export const MOST_BYTES = 1_000_000;

/** Which request it is, whoever is asked: the messages and how the reply is drawn. 64 hex digits. */
export function requestKey({ messages, sampling }: Pick<RecordedAnswer, 'messages' | 'sampling'>): string {
  return sha256Hex(canonicalJson({ messages, sampling }));
}
