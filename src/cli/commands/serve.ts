import type { Command } from 'commander';
import { renderError } from '../output/render-error.js';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { countOf } from '../../project/format.js';
import { parsePort } from '../parse-port.js';
import { parseWholeNumber } from '../../project/rows/whole-number.js';
import { processScreen, type Screen } from '../output/screen.js';
import { callerToken } from '../serving/caller-token.js';
import { curlLine } from '../serving/curl-line.js';
import { findStudent } from '../serving/find-student.js';
import { untilAborted } from '../session/until-aborted.js';
import { untilAskedToStop } from '../session/until-asked-to-stop.js';
import type { StudentServer } from '../../serve/serve-student.js';

interface ServeOptions {
  readonly project?: string;
  readonly port: string;
  readonly host: string;
  readonly name?: string;
  readonly apiKeyEnv?: string;
  readonly maxConcurrent: string;
  readonly queue: string;
  readonly threads?: string;
}

/** For what is in flight when the server is told to stop. */
const GRACE_MS = 10_000;

export function build(): Command {
  return withProject(
    defineCommand(
      'serve',
      'Serves a distilled model in this process as an OpenAI-compatible endpoint: chat completions, completions, models. Needs no Python.',
      [
        'limbeck serve contract-terms-1/tune',
        'limbeck serve ./exported --name clauses --port 8080',
        'limbeck serve ./exported --host 0.0.0.0 --api-key-env LIMBECK_SERVE_KEY',
      ],
    ),
  )
    .argument('<model>', 'RUN/STEP of a finished distill step, or a folder with its ONNX export')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '8000')
    .option('--host <address>', 'address to listen on; any but a loopback one needs --api-key-env', '127.0.0.1')
    .option('--name <name>', 'the model id that requests name; default: RUN/STEP, or the name of the folder')
    .option('--api-key-env <variable>', 'environment variable with the token that callers must send')
    .option('--max-concurrent <n>', 'replies written side by side', '32')
    .option('--queue <n>', 'replies that may wait for that; more are told to come back (429)', '256')
    .option('--threads <n>', 'processor threads of the model; default: half of the cores, at most four')
    .action(serve);
}

async function serve(model: string, options: ServeOptions): Promise<void> {
  const screen = processScreen();
  const { host, name, apiKeyEnv } = options;
  const { isLoopback } = await import('../../serve/loopback.js');
  const token = callerToken({ host, loopback: isLoopback(host), name: apiKeyEnv, env: screen.env });
  const port = parsePort(options.port);
  const concurrent = parseWholeNumber('--max-concurrent', options.maxConcurrent, 1);
  const queue = parseWholeNumber('--queue', options.queue, 0);
  const threads = options.threads === undefined ? undefined : parseWholeNumber('--threads', options.threads, 1);
  const student = await findStudent(model, options.project);
  const { openStudentEngine } = await import('../../models/onnx/open-student-engine.js');
  const { folder } = student;
  const engine = await openStudentEngine({
    folder,
    batchRows: concurrent,
    ...(threads === undefined ? {} : { threads }),
  });
  try {
    const stop = untilAskedToStop({ stdin: false, say: screen.note });
    const [{ serveStudent }, { processChance }] = await Promise.all([
      import('../../serve/serve-student.js'),
      import('../../serve/process-chance.js'),
    ]);
    const id = name ?? student.name;
    const server = await serveStudent({
      engine,
      name: id,
      host,
      port,
      concurrent,
      queue,
      chance: processChance,
      report: (error) => screen.note(renderError(error, screen.err)),
      ...(token === undefined ? {} : { token }),
    });
    screen.print(`${screen.out.bold(id)} is served at ${server.url} (context ${engine.info.context} tokens)`);
    screen.print(
      `Try it: ${curlLine({ url: server.url, name: id, prompt: student.prompt ?? 'Hello', tokenVariable: apiKeyEnv })}`,
    );
    screen.print('Ctrl-C stops it.');
    await untilAborted(stop);
    await stopServer(server, screen);
  } finally {
    await engine.close();
  }
  process.exitCode = EXIT.done;
}

async function stopServer(server: StudentServer, screen: Screen): Promise<void> {
  const { inFlight } = server;
  if (inFlight > 0) {
    screen.note(
      `${countOf(inFlight, 'request')} in flight: ${GRACE_MS / 1000} s to finish; a second Ctrl-C ends at once.`,
    );
  }
  const { finished, aborted } = await server.stop(GRACE_MS);
  screen.note(
    finished + aborted === 0 ? 'Stopped; nothing was in flight.' : `Stopped: ${finished} finished, ${aborted} aborted.`,
  );
}
