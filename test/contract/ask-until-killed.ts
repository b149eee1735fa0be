import { openFileClaims } from '../../src/ledger/claims/file-claims.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import type { Asker } from '../../src/models/asking/ask-call.js';
import { createAsker } from '../../src/models/asking/asker.js';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';

export interface AskingInput {
  /** State folder. */
  readonly folder: string;
  readonly baseUrl: string;
  readonly concurrency: number;
  readonly questions: readonly string[];
}

/** A process that shares its ledger with others. */
export async function openSharing(folder: string): Promise<{ readonly asker: Asker; close(): Promise<void> }> {
  const ledger = await openLmdbLedger({ folder });
  const claims = openFileClaims({ folder });
  return {
    asker: createAsker({ ledger, clock: { now: () => 0 }, claims }),
    async close() {
      claims.close();
      await ledger.close();
    },
  };
}

/** Asks the questions in turn, so many at once, and tells of each answer. */
export async function askEach(
  asker: Asker,
  { baseUrl, concurrency, questions }: AskingInput,
  tell: (text: string) => void = () => undefined,
): Promise<void> {
  const model = { name: 'teacher', identity: { provider: 'openai', model: 'echo' } };
  const provider = createOpenAiProvider({
    model: { ...model, provider: 'openai', access: ['chat'], base_url: baseUrl, model: 'echo', queue: 'teacher' },
    env: {},
  });
  const left = [...questions];
  const lane = async (): Promise<void> => {
    for (let content = left.shift(); content !== undefined; content = left.shift()) {
      const request = { messages: [{ role: 'user' as const, content }] };
      const { signal } = new AbortController();
      tell((await asker.ask({ run: 'run', step: 'read', model, provider, request, signal })).text);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  await provider.close();
}

async function main(input: AskingInput): Promise<void> {
  const { asker } = await openSharing(input.folder);
  await askEach(asker, input, (text) => process.stdout.write(`${text}\n`));
}

if (require.main === module) void main(JSON.parse(process.argv[2]!) as AskingInput);
