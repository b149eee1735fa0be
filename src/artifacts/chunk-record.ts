import type { ChunkContent, ChunkRecord } from './contract.js';

/** The counts of a chunk, as every store keeps them. */
export function chunkRecordOf(content: ChunkContent): ChunkRecord {
  const { rows, rejected, rejected_rows: rejectedRows = rejected.length, failures, answers } = content;
  return {
    in: content.in,
    out: rows.length,
    rejected: rejectedRows,
    ...(rejectedRows === rejected.length ? {} : { rejected_drafts: rejected.length }),
    failed: failures.length,
    ...(answers === undefined ? {} : { answers }),
  };
}
