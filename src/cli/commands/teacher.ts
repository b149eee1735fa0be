import { InvalidArgumentError, type Command } from 'commander';
import { LimbeckError } from '../../core/errors.js';
import { unknownName } from '../../project/unknown-name.js';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { parsePort } from '../parse-port.js';
import { processScreen } from '../output/screen.js';
import { untilAborted } from '../session/until-aborted.js';
import { untilAskedToStop } from '../session/until-asked-to-stop.js';
import { meantTeacher } from '../teacher/meant-teacher.js';
import type { RecordOptions } from '../teacher/record-answers.js';

interface TeacherOptions extends RecordOptions {
  readonly port?: string;
  readonly host: string;
  readonly untilStdinEnds?: boolean;
}

export function build(): Command {
  return withProject(
    defineCommand(
      'teacher',
      'Serve an offline teacher as an OpenAI-compatible endpoint: the one of a project, of an example by its name, a program, or a file of recorded answers. No model, no key, no network.\n' +
        '`limbeck teacher record RUN` writes such a file from the answers a run got of a real teacher.',
      [
        'limbeck teacher contract-terms --port 8765',
        'limbeck teacher ./my-project',
        'limbeck teacher record mine-1 --out teacher/answers.jsonl.gz --digest sha256:9f86d0 --server "vllm 0.11.0"',
      ],
    ),
  )
    .argument(
      '<teacher>',
      'project folder, name (`limbeck list teachers`), FILE.cjs or FILE.jsonl.gz; or the word record',
    )
    .argument('[run]', 'record: the run whose answers are taken')
    .option('--model <name>', 'which model of limbeck.yaml is meant, where there are several')
    .option('--port <number>', 'port to listen on; of a project the one of its base_url, else a free one')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--out <file>', 'record: file to write', 'teacher/answers.jsonl.gz')
    .option('--digest <text>', "record: digest of the teacher's weights, or a revision that names one", notEmpty)
    .option('--server <text>', 'record: what served the teacher, with its version', notEmpty)
    .option('--until-stdin-ends', 'stop when standard input ends; for the process that started this one')
    .action(teacher);
}

function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

async function teacher(what: string, run: string | undefined, options: TeacherOptions): Promise<void> {
  if (what === 'record') {
    const { recordAnswers } = await import('../teacher/record-answers.js');
    return recordAnswers(run, options, processScreen());
  }
  if (run !== undefined) {
    throw new LimbeckError({
      code: 'usage',
      message: `"${run}" is one word too many: one teacher is served.`,
      hint: 'A run is named after the word record only.',
    });
  }
  await serve(what, options);
}

async function serve(
  what: string,
  { model, port: given, host, untilStdinEnds = false }: TeacherOptions,
): Promise<void> {
  const screen = processScreen();
  const { source, port: bound } = await meantTeacher(what, model);
  const port = given === undefined ? (bound ?? 0) : parsePort(given);
  const [{ openTeacher }, { serveTeacher }] = await Promise.all([
    import('../../teachers/index.js'),
    import('../../teachers/serve-teacher.js'),
  ]);
  if (typeof source === 'string') {
    const { shippedTeachers } = await import('../../teachers/shipped-teachers.js');
    const known = shippedTeachers().map(({ name }) => name);
    if (!known.includes(source)) throw unknownName('teacher', source, known);
  }
  const stop = untilAskedToStop({ stdin: untilStdinEnds, say: screen.note });
  const opened = await openTeacher(source, screen.note);
  const server = await serveTeacher(opened, { port, host, latencyMs: 0 });
  screen.print(`Teacher ${opened.id} (${opened.ruleBased ? 'rule-based' : 'recorded'}) listens on ${server.url}`);
  await untilAborted(stop);
  await server.close();
  process.exitCode = EXIT.done;
}
