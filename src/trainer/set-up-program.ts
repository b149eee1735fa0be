import { LimbeckError } from '../core/errors.js';
import { runProgram } from '../processes/run-program.js';

/** Whether a program can be started and ends well. Two minutes: on a loaded machine a Python starts slowly. */
export async function works(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    return (await runProgram(command, args, { env, timeoutMs: 120_000 })).code === 0;
  } catch {
    return false;
  }
}

/** Run a set-up program; its last lines are in the error when it fails. */
export async function runOrExplain(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  failure: { readonly what: string; readonly hint: string },
): Promise<string> {
  let reason: string;
  try {
    const result = await runProgram(command, args, { env, timeoutMs: 30 * 60_000 });
    if (result.code === 0) return result.stdout;
    reason = lastLines(result.stderr || result.stdout);
  } catch (error) {
    reason = (error as Error).message;
  }
  throw new LimbeckError({
    code: 'trainer-environment-failed',
    message: `${failure.what}: ${reason}`,
    hint: failure.hint,
  });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-8).join('\n');
}
