import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productSources, repoRoot } from '../support/source-tree.js';

test('nobody asks for a provider by name: what is so of a provider stands in a table', () => {
  const compared = /(?:[!=]==|\bcase)\s*'(?:openai|transformers|onnx|onnx-embed)'/g;
  // The form of an exported model is called by the same words; it is no provider.
  const forms = /^src\/student-export\/|^src\/cli\/commands\/export\.ts$/;
  const found = productSources()
    .filter(({ path }) => /^(src|activities|workflows)\//.test(path) && !/\.test\.ts$/.test(path) && !forms.test(path))
    .flatMap(({ path }) =>
      [...readFileSync(join(repoRoot, path), 'utf8').matchAll(compared)].map(([text]) => `${path}: ${text}`),
    );
  expect(found).toEqual([]);
});
