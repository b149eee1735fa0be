import { LimbeckError } from '../../core/errors.js';

/**
 * The token callers must send: from the environment, never from the command line, where other users of the machine could
 * read it. None is needed on a loopback address.
 */
export function callerToken(input: {
  readonly host: string;
  readonly loopback: boolean;
  /** Of the variable. */
  readonly name: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}): string | undefined {
  const { host, loopback, name, env } = input;
  if (name === undefined) {
    if (loopback) return undefined;
    throw new LimbeckError({
      code: 'serve-needs-token',
      message: `Others can reach ${host}, and without a token anyone of them could use the model.`,
      hint: 'Put a token into an environment variable and give its name: --api-key-env LIMBECK_SERVE_KEY.',
    });
  }
  const token = env[name] ?? '';
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new LimbeckError({
    code: 'serve-needs-token',
    message:
      token === ''
        ? `The variable ${name} is empty.`
        : `The token in ${name} has blanks or letters that no HTTP header takes.`,
    hint: `For example: export ${name}=$(openssl rand -hex 24)`,
  });
}
