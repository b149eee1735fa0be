import { LimbeckError } from '../../../src/core/errors.js';
import type { MethodContext } from '../../../src/core/method.js';
import { columnText } from '../../kit/text/column-text.js';
import type { RetrievalParams } from './params.js';

type Context = Pick<MethodContext<RetrievalParams>, 'embed' | 'params' | 'side' | 'signal'>;

/** Documents as vectors of length one. */
export interface DocumentIndex {
  readonly keys: readonly string[];
  readonly vectors: readonly Float32Array[];
  has(key: string): boolean;
}

/** Texts that are asked for at once: vectors of a whole corpus are many promises. */
const atOnce = 1000;

/** The documents that are connected, as one model sees them; undefined where none are. */
export async function indexDocuments(ctx: Context): Promise<DocumentIndex | undefined> {
  const rows = await ctx.side('documents');
  if (rows.length === 0) return undefined;
  const { document, key } = ctx.params;
  const texts = new Map<string, string>();
  for (const row of rows) {
    const text = columnText(row, document);
    const name = key === undefined ? text : columnText(row, key);
    if (text === '' || name === '') throw unusable(`Document ${row.id} has no ${text === '' ? 'text' : 'name'}.`);
    if ((texts.get(name) ?? text) !== text) throw unusable(`Several documents are called "${name.slice(0, 100)}".`);
    texts.set(name, text);
  }
  const vectors = await embedDocuments([...texts.values()], ctx);
  return { keys: [...texts.keys()], vectors, has: (name) => texts.has(name) };
}

export async function embedDocuments(texts: readonly string[], ctx: Context): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += atOnce) {
    ctx.signal.throwIfAborted();
    const some = texts.slice(from, from + atOnce).map((text) => `${ctx.params.document_prefix}${text}`);
    for (const { vector } of await ctx.embed('models', { texts: some })) vectors.push(toUnit(vector));
  }
  return vectors;
}

export async function embedQuery(query: string, ctx: Context): Promise<Float32Array> {
  const [reply] = await ctx.embed('models', { texts: [`${ctx.params.query_prefix}${query}`] });
  return toUnit(reply!.vector);
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function unusable(message: string): LimbeckError {
  return new LimbeckError({
    code: 'documents-unusable',
    message,
    hint: 'Name the columns with the text and the name of a document in document and key, or mend the documents.',
  });
}

/**
 * Places of the documents, the nearest first. Of equally near ones those that should not be found come first, so that a
 * model that sees no difference is not taken for one that ranks well.
 */
export function rankDocuments(
  query: Float32Array,
  { keys, vectors }: Pick<DocumentIndex, 'keys' | 'vectors'>,
  relevant: ReadonlyMap<string, number>,
): readonly number[] {
  const near = Float64Array.from(vectors, (vector) => {
    let sum = 0;
    for (let at = 0; at < vector.length; at++) sum += vector[at]! * query[at]!;
    return sum;
  });
  const gain = (at: number): number => relevant.get(keys[at]!) ?? 0;
  return Array.from(keys.keys()).sort((a, b) => near[b]! - near[a]! || gain(a) - gain(b) || a - b);
}
