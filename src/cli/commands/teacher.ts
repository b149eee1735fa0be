import type { Command } from 'commander';
import { defineCommand } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { parsePort } from '../parse-port.js';
import { processScreen } from '../output/screen.js';
import { untilAborted } from '../session/until-aborted.js';
import { untilAskedToStop } from '../session/until-asked-to-stop.js';
import { unknownName } from '../../project/unknown-name.js';

interface TeacherOptions {
  readonly port: string;
  readonly host: string;
  readonly untilStdinEnds?: boolean;
}

export function build(): Command {
  return defineCommand(
    'teacher',
    'Serve an offline teacher of the examples as an OpenAI-compatible endpoint. It is rule-based: no model, no key, no network.',
    ['limbeck teacher contract-clauses --port 8765', 'limbeck list teachers'],
  )
    .argument('<name>', 'the teacher; `limbeck list teachers` names them')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '0')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--until-stdin-ends', 'stop when standard input ends; for the process that started this one')
    .action(teacher);
}

async function teacher(name: string, options: TeacherOptions): Promise<void> {
  const screen = processScreen();
  const port = parsePort(options.port);
  const { startTeacher, teachers } = await import('../../teachers/index.js');
  const known = teachers.map(({ id }) => id);
  if (!known.includes(name)) throw unknownName('teacher', name, known);
  const stop = untilAskedToStop({ stdin: options.untilStdinEnds ?? false, say: screen.note });
  const server = await startTeacher(name, { port, host: options.host });
  screen.print(`Teacher ${name} (rule-based) listens on ${server.url}`);
  await untilAborted(stop);
  await server.close();
  process.exitCode = EXIT.done;
}
