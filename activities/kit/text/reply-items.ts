import type { ModelReply } from '../../../src/core/models/model-request.js';

export interface ReplyItems {
  readonly items: readonly string[];
  /** The last item, unfinished because the reply met its token limit. */
  readonly cutOff?: string;
}

/** The items of a reply: a parsed `{ items }`, else a list read from the text. */
export function replyItems(reply: ModelReply): ReplyItems {
  const { value } = reply;
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Array.isArray(value['items'])) {
    return { items: value['items'].map(String).map(tidy) };
  }
  const items = listItems(reply.text);
  if (reply.finish_reason !== 'length' || items.length === 0) return { items };
  return { items: items.slice(0, -1), cutOff: items[items.length - 1]! };
}

const numbered = /^\s*(?:\*\*)?\d{1,3}\s*[.):](?:\*\*)?(?:\s+(.*))?$/;
const bullet = /^\s*[-*\u2022]\s+/;

/**
 * "1. ..." starts an item; lines that follow without a blank line belong to it. What stands before the first number or
 * after a blank line is chatter. Without any number each line is an item.
 */
export function listItems(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (!lines.some((line) => numbered.test(line))) {
    return lines.map((line) => tidy(line.replace(bullet, ''))).filter((line) => line !== '');
  }
  const items: string[][] = [];
  let open = false;
  for (const line of lines) {
    const start = numbered.exec(line);
    if (start) items.push([start[1] ?? '']);
    else if (open && line.trim() !== '') items[items.length - 1]!.push(line);
    open = (start !== null || open) && line.trim() !== '';
  }
  return items.map((item) => tidy(item.join('\n')));
}

/** Without white space around it, nor the quotes that some models put around every item. */
function tidy(item: string): string {
  const text = item.trim();
  const inner = /^"([^"]*)"$|^\u201c([^\u201c\u201d]*)\u201d$/.exec(text);
  return (inner?.[1] ?? inner?.[2] ?? text).trim();
}
