import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type MarkupContent,
  type ProtocolConnection,
} from 'vscode-languageserver-protocol/node';
import { repoRoot } from '../support/source-tree.js';

/** The YAML language server with our published schema: what an author sees in an editor. */
export interface Editor {
  /** Opens a text as a recipe; resolves with what the editor underlines. */
  open(text: string): Promise<readonly Diagnostic[]>;
  /** Labels offered where the text has `|`, with their documentation. */
  complete(text: string): Promise<ReadonlyMap<string, string>>;
  /** What hovering over the character after `|` says. */
  hover(text: string): Promise<string>;
  close(): Promise<void>;
}

const schema = join(repoRoot, 'schemas', 'generated', 'recipe.schema.json');

export async function openEditor(): Promise<Editor> {
  const server = spawn(
    process.execPath,
    [join(repoRoot, 'node_modules', 'yaml-language-server', 'bin', 'yaml-language-server'), '--stdio'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const underlined = new Map<string, (found: readonly Diagnostic[]) => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) =>
    underlined.get(params.uri)?.(params.diagnostics),
  );
  connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? settings : null)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('custom/schema/request', () => pathToFileURL(schema).href);
  connection.onRequest('custom/schema/content', () => readFileSync(schema, 'utf8'));
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {
      textDocument: {
        completion: { completionItem: { documentationFormat: ['plaintext'] } },
        hover: { contentFormat: ['plaintext'] },
      },
    },
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: { yaml: settings } });
  let count = 0;
  const show = async (text: string): Promise<string> => {
    const uri = uriOf((count += 1));
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text },
    });
    return uri;
  };
  return {
    async open(text) {
      const uri = uriOf(count + 1);
      const found = new Promise<readonly Diagnostic[]>((resolve) => underlined.set(uri, resolve));
      await show(text);
      return found;
    },
    async complete(text) {
      const { uri, position } = await place(show, text);
      const list: CompletionList = await connection.sendRequest('textDocument/completion', {
        textDocument: { uri },
        position,
      });
      return new Map(list.items.map(({ label, documentation }) => [label, textOf(documentation)]));
    },
    async hover(text) {
      const { uri, position } = await place(show, text);
      const found: Hover | null = await connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position,
      });
      return textOf(found?.contents as MarkupContent | undefined);
    },
    async close() {
      await end(connection);
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}

const settings = {
  validate: true,
  hover: true,
  completion: true,
  schemas: { [pathToFileURL(schema).href]: ['*.yaml'] },
  schemaStore: { enable: false },
};

/** Beside the real recipes, whose schema line is a relative path. */
function uriOf(count: number): string {
  return pathToFileURL(join(repoRoot, 'recipes', 'examples', 'in-the-editor', `recipe-${count}.yaml`)).href;
}

async function place(
  show: (text: string) => Promise<string>,
  marked: string,
): Promise<{ uri: string; position: { line: number; character: number } }> {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const uri = await show(marked.replace('|', ''));
  return { uri, position: { line: before.length - 1, character: before.at(-1)!.length } };
}

function textOf(said: string | MarkupContent | undefined): string {
  return typeof said === 'string' ? said : (said?.value ?? '');
}

async function end(connection: ProtocolConnection): Promise<void> {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
}
