import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LimbeckError } from '../core/errors.js';
import { makeFolderDurably, syncFolder } from '../files/durable-file.js';
import { sayingWhere } from '../files/store-trouble.js';
import type { HubFile, HubSettings } from './contract.js';
import { askHub, type HubAnswer } from './hub-request.js';
import { takePart } from './download-part.js';

/**
 * Files of data set repositories, kept in .limbeck/hub by repository and commit: what is there is whole and was checked
 * against the size and digest that the hub gave. A download that was cut off goes on where it stopped; processes that
 * fetch the same file at once each write a part of their own.
 */
const publicHub = 'https://huggingface.co';
/** Tries in a row that bring nothing. */
const fruitlessTries = 4;

/** Downloads under way in this process, by the file they are for. */
const underWay = new Map<string, Promise<void>>();

export async function fetchHubFile(hubFile: HubFile, settings: HubSettings): Promise<string> {
  const { repo, revision, file } = hubFile;
  const kept = ['.limbeck', 'hub', ...repo.split('/'), revision, ...file.split('/')].join('/');
  const path = join(settings.projectFolder, kept);
  if (await sizeOf(path)) return kept;
  const fetching = underWay.get(path) ?? fetchTo(path, hubFile, settings);
  underWay.set(path, fetching);
  await fetching.finally(() => underWay.delete(path));
  return kept;
}

async function fetchTo(path: string, hubFile: HubFile, settings: HubSettings): Promise<void> {
  const { repo, revision, file } = hubFile;
  const endpoint = (process.env['HF_ENDPOINT'] || settings.endpoint || publicHub).replace(/\/+$/, '');
  const inRepo = file.split('/').map(encodeURIComponent).join('/');
  const address = `${endpoint}/datasets/${repo}/resolve/${revision}/${inRepo}`;
  const token = tokenOf(settings);
  await sayingWhere(dirname(path), async () => {
    await makeFolderDurably(dirname(path));
    const part = await takePart(path);
    const facts = await download({ address, token, part, hubFile });
    await check(part, facts, hubFile);
    await rename(part, path);
    await syncFolder(dirname(path));
  });
}

function tokenOf({ token }: HubSettings): string | undefined {
  if (!token) return undefined;
  const value = process.env[token.env];
  if (value !== undefined && value !== '') return value;
  throw new LimbeckError({
    code: 'hub-refused',
    message: `The environment has no ${token.env}, which limbeck.yaml names as the hub's token.`,
    hint: `export ${token.env}=..., or take hub.token out for repositories that are open to all.`,
  });
}

interface Download {
  readonly address: string;
  readonly token: string | undefined;
  readonly part: string;
  readonly hubFile: HubFile;
}

/** What the hub says of the whole file; undefined where it says nothing. */
interface Facts {
  readonly size: number | undefined;
  readonly digest: string | undefined;
}

async function download({ address, token, part, hubFile }: Download): Promise<Facts> {
  for (let fruitless = 0; ;) {
    const from = await sizeOf(part);
    try {
      const answer = await askHub({ address, token, from, hubFile });
      const { size, digest } = answer;
      if (answer.begin !== undefined) await append(part, answer, from);
      const now = await sizeOf(part);
      if (size === undefined || now >= size) return { size, digest };
    } catch (error) {
      if (!(error instanceof LimbeckError) || error.kind !== 'transient') throw error;
      fruitless = (await sizeOf(part)) > from ? 0 : fruitless + 1;
      if (fruitless >= fruitlessTries) throw error;
      await pause(error.retryAfterMs ?? 200 * 2 ** fruitless);
    }
  }
}

/** Writes what comes behind what is there; a server that begins anew is followed. */
async function append(part: string, { body, begin, wentWrong }: HubAnswer, from: number): Promise<void> {
  const handle = await open(part, begin === from && from > 0 ? 'a' : 'w');
  try {
    for await (const piece of body) await handle.writeFile(piece);
    await handle.sync();
  } catch (error) {
    throw (error as { readonly syscall?: unknown }).syscall === 'write' ? error : wentWrong(error);
  } finally {
    await handle.close();
  }
}

/** The hub names a SHA-256 for large files and git's own SHA-1 for small ones. */
async function check(part: string, { size, digest }: Facts, { repo, file }: HubFile): Promise<void> {
  const got = await sizeOf(part);
  const sha256 = createHash('sha256');
  const git = createHash('sha1').update(`blob ${got}\0`);
  for await (const piece of createReadStream(part)) {
    sha256.update(piece as Buffer);
    git.update(piece as Buffer);
  }
  const whole = size === undefined || got === size;
  const known = digest === undefined || ![40, 64].includes(digest.length);
  const right = known || digest === (digest.length === 64 ? sha256 : git).digest('hex');
  if (whole && right) return;
  await rm(part, { force: true });
  throw new LimbeckError({
    code: 'hub-corrupt',
    message: `${file} of ${repo} came otherwise than the hub says it is: ${whole ? 'its digest differs' : `${got} bytes instead of ${size}`}.`,
    hint: 'Try again; if it stays so, the mirror is damaged.',
  });
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
