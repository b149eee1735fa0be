import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { InferenceSession } from 'onnxruntime-node';
import { LimbeckError } from '../../core/errors.js';

/** Below this size a second thread costs a decoding step more in waiting than it brings (bench/serve). */
const ONE_THREAD_BELOW_BYTES = 80_000_000;

export async function openOnnxSession(file: string, threads?: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, {
      intraOpNumThreads: threads ?? chooseThreads((await stat(file)).size),
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // Errors come as exceptions; warnings about the graph are for its maker.
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw new LimbeckError({
      code: 'onnx-model-unreadable',
      message: `onnxruntime cannot open ${file}: ${(cause as Error).message}`,
      hint: 'Check that the file is whole, or export it anew.',
      cause,
    });
  }
}

/** A worker may run two jobs: one of them leaves half of the cores to the other. */
function chooseThreads(bytes: number): number {
  if (bytes < ONE_THREAD_BELOW_BYTES) return 1;
  return Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));
}
