import type { ArtifactStore } from '../../artifacts/contract.js';
import { outputDigest, type LineageNode, type RunLineage } from '../../lineage/run-lineage.js';

/** Rows looked at for one that can stand in a shell line. */
const LOOKED_AT = 50;

/**
 * A prompt of the rows that a student was trained on, to try it with: in other words than it was taught it answers noise.
 * Undefined when no short, plain one is near the beginning. Rows are a teacher's words: only letters, digits and marks that
 * mean nothing to a shell or a terminal are passed on.
 */
export async function findTaughtPrompt(
  { step }: LineageNode,
  lineage: Pick<RunLineage, 'nodes'>,
  artifacts: Pick<ArtifactStore, 'openDataSet'>,
): Promise<string | undefined> {
  const input = step?.inputs.find(({ port }) => port === 'rows') ?? step?.inputs[0];
  const node = input && lineage.nodes.get(input.name);
  const digest = node && outputDigest(node, input.output);
  if (digest === undefined) return undefined;
  const { source } = await artifacts.openDataSet(digest);
  for await (const { prompt } of source.read(0, Math.min(LOOKED_AT, source.rows)))
    if (typeof prompt === 'string' && isPlain(prompt)) return prompt;
  return undefined;
}

function isPlain(text: string): boolean {
  return text.length <= 400 && /^[\p{L}\p{N} .,;:()?%&§+=/-]+$/u.test(text);
}
