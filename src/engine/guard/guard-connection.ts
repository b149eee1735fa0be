import { connect, type Socket } from 'node:net';
import type { EngineRecord } from '../engine-record.js';
import { lineReader, type GuardNews, type GuardRequest } from './guard-protocol.js';
import { waitForEnd } from '../../processes/process-mark.js';

type Running = NonNullable<EngineRecord['running']>;

/** This process as a user of an engine. The engine runs at least as long as this is open. */
export interface GuardConnection {
  /** Users of the engine when we came, this one included. */
  readonly users: number;
  /** Told what happens to the engine, also what happened before this was set. */
  onNews(take: (news: GuardNews) => void): void;
  /** Resolves when the guard is gone or ends us; never rejects. */
  readonly ended: Promise<void>;
  /** Stop using it; when this was the last user, resolves once the engine is down. Says which it was. */
  leave(): Promise<{ readonly last: boolean }>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const ENGINE_DOWN_TIMEOUT_MS = 20_000;

function send(socket: Socket, request: GuardRequest): void {
  socket.write(`${JSON.stringify(request)}\n`);
}

/** Become a user of a running engine; undefined when its guard does not take us (it is stopping, or gone). */
export function joinGuard(running: Running, parent = false): Promise<GuardConnection | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port: running.control_port, host: '127.0.0.1' });
    const early: GuardNews[] = [];
    let take = (news: GuardNews): void => void early.push(news);
    let welcomed = false;
    let farewell: (last: boolean) => void = () => undefined;
    const ended = new Promise<void>((done) => {
      socket.once('close', () => {
        done();
        farewell(false);
        resolve(undefined);
      });
    });
    socket.setEncoding('utf8');
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => {
      if (!welcomed) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.once('connect', () => send(socket, { token: running.token, want: 'use', parent }));

    const connection = (users: number): GuardConnection => ({
      users,
      ended,
      onNews: (taker) => {
        take = taker;
        for (const news of early.splice(0)) taker(news);
      },
      leave: async () => {
        if (socket.destroyed) return { last: false };
        const last = await new Promise<boolean>((done) => {
          farewell = done;
          send(socket, { token: running.token, want: 'leave' });
        });
        socket.destroy();
        if (last) await waitForEnd(running.guard, ENGINE_DOWN_TIMEOUT_MS);
        return { last };
      },
    });
    socket.on(
      'data',
      lineReader((line) => {
        const news = JSON.parse(line) as GuardNews;
        if (news.news === 'welcome') {
          welcomed = true;
          resolve(connection(news.users));
        } else if (news.news === 'farewell') farewell(news.last);
        else take(news);
      }),
    );
  });
}
