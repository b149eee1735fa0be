import type { Command } from 'commander';
import { LimbeckError } from '../../core/errors.js';
import { defineCommand } from '../define-command.js';
import { allTopics } from '../explain/all-topics.js';
import { findTopics, nearestTopic } from '../explain/find-topics.js';
import { renderTopic } from '../explain/render-topic.js';
import { processScreen } from '../output/screen.js';

export function build(): Command {
  return defineCommand(
    'explain',
    'What a key of the recipe or of limbeck.yaml, a method, a kind of record or an error means.',
    ['limbeck explain gate', 'limbeck explain elicit/label', 'limbeck explain unknown-column'],
  )
    .argument('<word>', 'a key (budget.usd), a method (elicit/label), a record kind (sft) or an error code')
    .option('--json', 'print an array for programs')
    .action(explain);
}

async function explain(word: string, options: { readonly json?: boolean }): Promise<void> {
  const screen = processScreen();
  const topics = await allTopics();
  const found = findTopics(topics, word);
  if (found.length === 0) {
    const near = nearestTopic(topics, word);
    throw new LimbeckError({
      code: 'unknown-topic',
      message: `Nothing here is called "${word}".`,
      hint: `${near === undefined ? '' : `Did you mean "${near}"? `}Keys, methods, record kinds and error codes can be explained; \`limbeck list methods\` lists methods, docs/errors.md the codes.`,
    });
  }
  if (options.json) {
    screen.print(JSON.stringify(found.map(({ details, ...topic }) => ({ ...topic, sections: details() }))));
    return;
  }
  const width = Math.min(100, process.stdout.columns || 80);
  screen.print(found.map((topic) => renderTopic(topic, screen.out, width)).join('\n\n'));
}
