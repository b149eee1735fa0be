import type { ServerResponse } from 'node:http';

/** Chunks a reader has not taken yet, in bytes. */
const maxUnread = 8 * 1024 * 1024;

/** Server-sent events as OpenAI's clients read them. The head goes out with the first event. */
export interface EventStream {
  readonly begun: boolean;
  send(data: object): void;
  /** After the last event of a whole stream. */
  done(): void;
  /** End a stream that broke off, with the error as its last event. */
  breakOff(error: object): void;
}

/** `onUnread` is called when the reader leaves so much lying that it is taken for gone. */
export function openEventStream(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
  onUnread: () => void,
): EventStream {
  const write = (data: string): void => {
    if (response.destroyed) return;
    if (!response.headersSent) {
      response.writeHead(200, {
        ...headers,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache',
      });
    }
    response.write(`data: ${data}\n\n`);
    if (response.writableLength > maxUnread) onUnread();
  };
  return {
    get begun() {
      return response.headersSent;
    },
    send: (data) => write(JSON.stringify(data)),
    done() {
      write('[DONE]');
      response.end();
    },
    breakOff(error) {
      write(JSON.stringify(error));
      response.end();
    },
  };
}
