import { LimbeckError } from '../../core/errors.js';
import { isLoopback } from '../../serve/loopback.js';

export interface MetricsAddress {
  readonly host: string;
  /** 0 stands for a free one. */
  readonly port: number;
  /** Asked for as `Authorization: Bearer`. */
  readonly token?: string;
}

/** The variable that holds the token scrapers send. */
export const METRICS_TOKEN = 'LIMBECK_METRICS_TOKEN';

/** `HOST:PORT`, or a port of the loopback address. Throws `usage`, and `metrics-need-token` where others could read them. */
export function parseMetricsAddress(text: string, env: NodeJS.ProcessEnv): MetricsAddress {
  const [, name, digits] = /^(?:(.+):)?(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  if (digits === undefined || port > 65_535)
    throw new LimbeckError({
      code: 'usage',
      message: `--metrics takes HOST:PORT or PORT, not "${text}".`,
      hint: 'For example: --metrics 9464, or --metrics 0.0.0.0:9464',
    });
  const host = name?.replace(/^\[(.*)\]$/, '$1') ?? '127.0.0.1';
  const token = env[METRICS_TOKEN];
  if (token !== undefined && token !== '') return { host, port, token };
  if (isLoopback(host)) return { host, port };
  throw new LimbeckError({
    code: 'metrics-need-token',
    message: `Others can reach ${host}, and metrics tell recipes, models and what is spent.`,
    hint: `Set a token that scrapers send as Authorization: Bearer: export ${METRICS_TOKEN}=$(openssl rand -hex 24)`,
  });
}
