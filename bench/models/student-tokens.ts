import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { ChatMessage } from '../../src/core/models/model-request.js';
import { openStudentEngine } from '../../src/models/onnx/open-student-engine.js';
import { trainerPace, type Pace } from '../support/trainer-pace.js';

/**
 * Tokens a second of one student in this process and in the trainer's `sample`, on the same greedy requests, in turns; and how
 * many of the replies are the same.
 * `node -r ./test/support/register-ts.cjs bench/models/student-tokens.ts MODEL_FOLDER ONNX_FOLDER PROMPTS.jsonl [tokens] [batches]`
 */
const { signal } = new AbortController();

async function engineAt(
  batchRows: number,
  folder: string,
  asks: readonly ChatMessage[][],
  most: number,
): Promise<Pace> {
  const engine = await openStudentEngine({ folder, batchRows });
  const request = { maxTokens: most, temperature: 0, topP: 1, stop: [], presencePenalty: 0, seed: 0, signal };
  const began = performance.now();
  const replies = await Promise.all(asks.map((messages) => engine.generate({ ...request, input: { messages } })));
  const seconds = (performance.now() - began) / 1000;
  await engine.close();
  return {
    texts: replies.map((reply) => reply.text),
    tokens: replies.reduce((sum, reply) => sum + reply.completionTokens, 0),
    seconds,
  };
}

async function main(
  model: string,
  onnx: string,
  file: string,
  most: number,
  batches: readonly number[],
): Promise<void> {
  const rows = (await readFile(file, 'utf8')).trim().split('\n');
  const all = rows.map((row): ChatMessage[] => [
    { role: 'user', content: (JSON.parse(row) as { prompt: string }).prompt },
  ]);
  for (const batch of batches) {
    const asks = all.slice(0, batch === 1 ? 30 : all.length);
    const here = await engineAt(batch, resolve(onnx), asks, most);
    const there = await trainerPace({ batchRows: batch, path: resolve(model), asks, most });
    const same = here.texts.filter((text, at) => text === there.texts[at]).length;
    const pace = ({ tokens, seconds }: Pace): number => Math.round(tokens / seconds);
    console.log(
      `batch ${batch}: here ${pace(here)} tokens/s, trainer ${pace(there)} tokens/s, ratio ${(pace(here) / pace(there)).toFixed(2)}; ` +
        `${asks.length} replies, ${here.tokens} and ${there.tokens} tokens, ${same} the same`,
    );
  }
}

const [model, onnx, file, most = '64', batches = '1,8,64'] = process.argv.slice(2);
if (!model || !onnx || !file)
  throw new Error('Name the model folder, its ONNX folder and a JSON-lines file of prompts.');
void main(model, onnx, file, Number(most), batches.split(',').map(Number));
