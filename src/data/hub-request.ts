import { LimbeckError } from '../core/errors.js';
import type { HubFile } from './contract.js';

/** One request for a file of the hub, or for the rest of one, redirects followed. The token goes to the hub alone. */
export interface HubRequest {
  readonly address: string;
  readonly token: string | undefined;
  /** Bytes that are there already. */
  readonly from: number;
  readonly hubFile: HubFile;
}

export interface HubAnswer {
  /** Where the body begins in the file; undefined when nothing is left to send. */
  readonly begin: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Of the whole file; undefined when the server does not say. */
  readonly size: number | undefined;
  readonly digest: string | undefined;
  /** An error for a body that breaks off. */
  readonly wentWrong: (cause: unknown) => LimbeckError;
}

const mostRedirects = 5;
const timeoutMs = 60_000;

export async function askHub(request: HubRequest): Promise<HubAnswer> {
  const { address, from, hubFile } = request;
  const wentWrong = (cause: unknown): LimbeckError => unreachable(address, reason(cause), cause);
  let url = new URL(address);
  const own = url.origin;
  let digest: string | undefined;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const response = await send(url, { ...request, token: url.origin === own ? request.token : undefined });
    const { headers, status } = response;
    // The hub's own answer names the digest; that of the store behind it has a tag of another sort.
    if (url.origin === own) digest ??= digestIn(headers);
    const next = headers.get('location');
    if (status >= 300 && status < 400 && next !== null) {
      await response.body?.cancel();
      url = new URL(next, url);
      continue;
    }
    const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers.get('content-range') ?? '');
    if (status === 416 && range && Number(range[2]) === from) return { ...nothing, size: from, digest, wentWrong };
    if (status !== 200 && status !== 206) throw await refused(response, address, hubFile);
    const length = Number(headers.get('content-length') ?? NaN);
    // A body that is unpacked on the way has another length.
    const said = headers.get('content-encoding') === null && Number.isFinite(length) ? length : undefined;
    const begin = status === 206 && range ? Number(range[1]) : 0;
    return {
      begin,
      body: (response.body ?? []) as AsyncIterable<Uint8Array>,
      size: status === 206 && range ? Number(range[2]) : said,
      digest,
      wentWrong,
    };
  }
  throw unreachable(address, 'it redirects without an end');
}

const nothing = { begin: undefined, body: (async function* (): AsyncGenerator<Uint8Array> {})() };

async function send(url: URL, { address, token, from }: HubRequest): Promise<Response> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity', 'user-agent': 'limbeck' };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  if (from > 0) headers['range'] = `bytes=${from}-`;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error('no answer within a minute')), timeoutMs);
  try {
    return await fetch(url, { headers, redirect: 'manual', signal: late.signal });
  } catch (error) {
    throw unreachable(address, reason(error), error);
  } finally {
    clearTimeout(timer);
  }
}

function digestIn(headers: Headers): string | undefined {
  const tag = headers.get('x-linked-etag') ?? headers.get('etag') ?? '';
  const found = /^(?:W\/)?"?([0-9a-f]{40}|[0-9a-f]{64})"?$/.exec(tag);
  return found?.[1];
}

function reason(error: unknown): string {
  const { cause, message } = error as { readonly cause?: { readonly message?: string }; readonly message?: string };
  return cause?.message || message || String(error);
}

function unreachable(address: string, why: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'hub-unreachable',
    message: `${new URL(address).origin} did not give the file: ${why}.`,
    hint: 'What came so far is kept. Try again; HF_ENDPOINT or hub.endpoint in limbeck.yaml names a mirror.',
    kind: 'transient',
    cause,
  });
}

async function refused(response: Response, address: string, { repo, revision, file }: HubFile): Promise<LimbeckError> {
  await response.body?.cancel();
  const { status, headers } = response;
  const wait = Number(headers.get('retry-after') ?? NaN);
  if (status === 429 || status >= 500)
    return new LimbeckError({
      code: 'hub-unreachable',
      message: `${new URL(address).origin} answers ${status}.`,
      hint: 'Try again later.',
      kind: 'transient',
      retryAfterMs: Number.isFinite(wait) ? Math.min(wait, 60) * 1000 : undefined,
    });
  if (status === 401 || status === 403)
    return new LimbeckError({
      code: 'hub-refused',
      message: `${repo} is not open to this caller (${status}).`,
      hint: 'Accept its terms on the hub where it has any, and name a token in limbeck.yaml: hub: { token: { env: HF_TOKEN } }.',
    });
  return new LimbeckError({
    code: 'hub-missing',
    message: `The hub has no ${file} in ${repo} at ${revision.slice(0, 12)} (${status}).`,
    hint: 'Look at the files of that commit on the hub; paths are as they stand there.',
  });
}
