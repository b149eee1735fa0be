import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { trainerPace, trainerPython, type Pace } from '../support/trainer-pace.js';
import { startServe } from './serve-process.js';

type CpuPace = Pace & { readonly cpu: number };

/**
 * Tokens a second that clients get from `limbeck serve` over HTTP, beside transformers' `generate` and the trainer's `sample`
 * with batches of that size, on the same greedy requests, one thread
 * each, one after the other in each round. Tokens a second of processor time stand beside: on a busy machine trust those.
 * `node -r ./test/support/register-ts.cjs bench/serve/served-tokens.ts MODEL_FOLDER ONNX_FOLDER PROMPTS.jsonl [tokens] [at once]`
 */
async function served(folder: string, prompts: readonly string[], most: number, concurrent: number): Promise<CpuPace> {
  const server = await startServe(folder, concurrent);
  const texts: string[] = [];
  let tokens = 0;
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < prompts.length) {
      const at = next++;
      const messages = [{ role: 'user', content: prompts[at] }];
      const response = await fetch(`${server.url}/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'student', messages, max_tokens: most }),
      });
      const reply = (await response.json()) as {
        choices: { message: { content: string } }[];
        usage: { completion_tokens: number };
      };
      texts[at] = reply.choices[0]!.message.content;
      tokens += reply.usage.completion_tokens;
    }
  };
  const before = server.cpuSeconds();
  const began = performance.now();
  await Promise.all(Array.from({ length: concurrent }, client));
  const seconds = (performance.now() - began) / 1000;
  const cpu = server.cpuSeconds() - before;
  await server.stop();
  return { texts, tokens, seconds, cpu };
}

async function main(model: string, onnx: string, file: string, most: number, rounds: readonly number[]): Promise<void> {
  const all = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { prompt: string }).prompt);
  for (const concurrent of rounds) {
    const prompts = all.slice(0, Math.min(all.length, concurrent === 1 ? 30 : 16 * concurrent));
    const here = await served(resolve(onnx), prompts, most, concurrent);
    const script = join(__dirname, 'generate.py');
    const args = [script, resolve(model), resolve(file), prompts.length, most, concurrent].map(String);
    const output = execFileSync(trainerPython(), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const generated = { texts: [], ...(JSON.parse(output) as Omit<CpuPace, 'texts'>) };
    const asks = prompts.map((content) => [{ role: 'user' as const, content }]);
    const sampled = await trainerPace({ batchRows: concurrent, path: resolve(model), asks, most });
    const same = here.texts.filter((text, at) => text === sampled.texts[at]).length;
    const ratio = (one: number, other: number): string => `${Math.round(other)}, ratio ${(one / other).toFixed(2)}`;
    const [a, b, c] = [here, generated, sampled].map(({ tokens, seconds }) => tokens / seconds) as [
      number,
      number,
      number,
    ];
    const [x, y] = [here, generated].map(({ tokens, cpu }) => tokens / cpu) as [number, number];
    console.log(
      `${concurrent} at once: served ${Math.round(a)} tokens/s; generate ${ratio(a, b)}; sample ${ratio(a, c)}. ` +
        `By processor time: served ${Math.round(x)}; generate ${ratio(x, y)}. ` +
        `${prompts.length} replies of ${here.tokens} tokens, ${same} as sample has them`,
    );
  }
}

const [model, onnx, file, most = '64', rounds = '1,8,32'] = process.argv.slice(2);
if (!model || !onnx || !file)
  throw new Error('Name the model folder, its ONNX folder and a JSON-lines file of prompts.');
void main(model, onnx, file, Number(most), rounds.split(',').map(Number));
