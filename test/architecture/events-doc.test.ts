import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';

interface EventSchema {
  readonly oneOf: readonly { readonly $ref: string }[];
  readonly $defs: Readonly<
    Record<
      string,
      {
        readonly description?: string;
        readonly required: readonly string[];
        readonly properties: Readonly<Record<string, { readonly const?: string }>>;
      }
    >
  >;
}

const read = (path: string): string => readFileSync(join(repoRoot, path), 'utf8');

test('docs/events.md has one row for each type of event, as the schema says it', () => {
  const schema = JSON.parse(read('schemas/run-event.schema.json')) as EventSchema;
  const rows = schema.oneOf.map(({ $ref }) => {
    const { description, required, properties } = schema.$defs[$ref.split('/').at(-1)!]!;
    const fields = Object.keys(properties)
      .filter((name) => name !== 'at' && name !== 'type')
      .map((name) => `\`${name}\`${required.includes(name) ? '' : '?'}`);
    return `| \`${properties['type']!.const}\` | ${description} | ${fields.join(', ')} |`;
  });
  expect(
    read('docs/events.md')
      .split('\n')
      .filter((line) => line.startsWith('| `')),
  ).toEqual(rows);
});
