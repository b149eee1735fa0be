/** A line to try a served student with, as it is typed into a shell. */
export function curlLine(input: {
  /** Base URL, up to and with /v1. */
  readonly url: string;
  readonly name: string;
  readonly prompt: string;
  /** Of the variable that holds the token. */
  readonly tokenVariable: string | undefined;
}): string {
  const { url, name, prompt, tokenVariable } = input;
  const body = JSON.stringify({ model: name, messages: [{ role: 'user', content: prompt }] });
  return [
    `curl ${reachable(url)}/chat/completions`,
    `-H 'content-type: application/json'`,
    ...(tokenVariable === undefined ? [] : [`-H "authorization: Bearer $${tokenVariable}"`]),
    `-d '${body.replaceAll("'", String.raw`'\''`)}'`,
  ].join(' ');
}

/** An address that stands for all of a machine's is none to call. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
