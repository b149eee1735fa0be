import { LimbeckError } from '../../core/errors.js';
import { countOf, formatBytes } from '../../project/format.js';
import { chooseRun, openProject } from '../../project/open-project.js';
import type { Screen } from '../output/screen.js';

export interface RecordOptions {
  readonly project?: string;
  readonly model?: string;
  readonly out: string;
  readonly digest?: string;
  readonly server?: string;
}

/** Write the answers that a run got of one teacher to a file that can be served in its place. */
export async function recordAnswers(wanted: string | undefined, options: RecordOptions, screen: Screen): Promise<void> {
  const { digest, server, out: file } = options;
  if (digest === undefined || server === undefined) {
    throw new LimbeckError({
      code: 'usage',
      message: 'A recording says which weights answered and what served them: --digest and --server are missing.',
      hint: 'The endpoint does not say them, and whoever reads the file cannot find out.',
    });
  }
  const project = openProject(options.project);
  const runs = await project.runs();
  const run = await chooseRun(runs, wanted);
  const { readRunLineage } = await import('../../lineage/run-lineage.js');
  const { recordCassette } = await import('../../lineage/record-cassette.js');
  const lineage = await readRunLineage(run, { runs, artifacts: await project.artifacts() });
  const ledger = await project.ledger();
  try {
    const { answers, bytes, model } = await recordCassette({
      lineage,
      ledger,
      file,
      digest,
      server,
      model: options.model,
    });
    screen.print(`${file}: ${countOf(answers, 'answer')} of ${model}, ${formatBytes(bytes)}. In limbeck.yaml:`);
    screen.print(`  offline_teacher: { replay: ${file} }`);
  } finally {
    await ledger.close();
  }
}
