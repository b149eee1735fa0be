import { completion, startEchoTeacher } from '../../test/support/echo-teacher.js';

/** The echo teacher as a process of its own: `serve-echo.ts LATENCY_MS`. Prints its base URL; ends with its stdin. */
const body = completion(`{"term":"${'x'.repeat(700)}"}`);

async function main(latencyMs: number): Promise<void> {
  const teacher = await startEchoTeacher({ latencyMs, keep: false, script: () => ({ body, delayMs: latencyMs }) });
  process.stdout.write(`${teacher.baseUrl}\n`);
  process.stdin.resume().on('end', () => void teacher.close());
}

void main(Number(process.argv[2] ?? 0));
