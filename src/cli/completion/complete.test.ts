import { spawnSync } from 'node:child_process';
import { COMMANDS } from '../command-list.js';
import { complete, type CompletionSources } from './complete.js';
import { completionScripts } from './scripts.js';

const sources: CompletionSources = {
  runs: () => Promise.resolve(['terms-1', 'terms-2']),
  steps: (run) => Promise.resolve(run === 'terms-1' ? ['write', 'read[teacher=a]'] : []),
  examples: () => Promise.resolve(['contract-terms']),
  teachers: () => Promise.resolve(['contract-terms']),
  topics: () => Promise.resolve(['steps.gate', 'elicit/label']),
};

test.each<[string[], string[], boolean]>([
  [['val'], ['validate'], false],
  [['help', 'pla'], ['plan'], false],
  [['validate', '--fo'], ['--format'], false],
  [['validate', '--format', ''], ['text', 'json', 'sarif', 'github'], false],
  [['validate', 'rec'], [], true],
  [['resume', ''], ['terms-1', 'terms-2'], false],
  [['resume', '--budget', 'usd=5', 'terms-2'], ['terms-2'], false],
  [['show', 'terms-1/'], ['terms-1/write', 'terms-1/read[teacher=a]'], false],
  [['init', '--example', ''], ['contract-terms'], false],
  [['list', 'm'], ['methods', 'models'], false],
  [['teacher', ''], ['contract-terms'], false],
  [['explain', 'el'], ['elicit/label'], false],
  [['nothing-of-ours', ''], [], false],
])('after %j there may stand %j', async (words, expected, files) => {
  expect(await complete(COMMANDS, words, sources)).toEqual({ words: expected, files });
});

test('bash completes with what limbeck says, file names where they may stand', () => {
  const program = `limbeck() { if [ "$3" = resume ]; then echo terms-1; else echo :files; fi; }
${completionScripts.bash}
COMP_WORDS=(limbeck resume te); COMP_CWORD=2; _limbeck; echo "\${COMPREPLY[@]}"
COMP_WORDS=(limbeck validate package.js); COMP_CWORD=2; _limbeck; echo "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', program], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['terms-1\npackage.json\n', '']);
});
