import {
  SECRET,
  answers,
  chats,
  choosesNothing,
  cutsOff,
  first,
  refusesKey,
  servesWebPages,
  type Behaviour,
} from '../support/scripted-teacher.js';
import { limbeckYaml, ROWS } from './small-project.js';
import { expectNoNoise, expectOneClearMessage } from './one-clear-message.js';
import { setUpTrial } from './trial.js';

/**
 * A teacher that answers, but not as it should, behind real HTTP. The run says once what is wrong; when the teacher is well
 * again, or the recipe is mended, it goes on, and nothing that was answered is paid for again.
 */
const trial = setUpTrial();
const { run, expectDone, expectAllRows } = trial;

interface Trouble {
  readonly what: string;
  readonly behaviour: Behaviour;
  readonly code: string;
  readonly says: readonly (string | RegExp)[];
}

const passing: readonly Trouble[] = [
  {
    what: 'refuses the key',
    behaviour: refusesKey,
    code: 'teacher-refused-key',
    says: [
      'teacher (http://127.0.0.1:',
      'refused the key (401: Incorrect API key provided: [key]',
      'api_key: { env: NAME }',
    ],
  },
  {
    what: 'serves web pages',
    behaviour: servesWebPages,
    code: 'too-many-failed-rows',
    says: ['12 of 12 rows failed in step "answer"', 'not JSON: <html>', 'base_url', 'resume'],
  },
  {
    what: 'answers without a choice',
    behaviour: choosesNothing,
    code: 'too-many-failed-rows',
    says: ['12 of 12 rows failed in step "answer"', 'a completion without choices', 'base_url', 'resume'],
  },
];

test.each(passing)('a teacher that $what is named, and once it is well the run is resumed', async (trouble) => {
  trial.teacher.behave(trouble.behaviour);
  const failed = await run();
  expectOneClearMessage(failed, { exit: 1, ...trouble });
  expect(failed.stderr).toContain('limbeck resume first');
  trial.teacher.behave(answers);
  await expectDone(trial.project.cli('resume', 'first'));
  expect(trial.teacher.asked).toBe(ROWS);
  expectAllRows('first');
});

test('a key whose variable is not set is named, and is found nowhere once it is', async () => {
  trial.project.write(
    'limbeck.yaml',
    limbeckYaml({ base_url: trial.teacher.url, more: ['api_key: { env: LIMBECK_TEST_KEY }'] }),
  );
  expectOneClearMessage(await run(), {
    exit: 1,
    code: 'api-key-missing',
    says: [
      'The environment variable LIMBECK_TEST_KEY, which holds the key of "teacher", is not set',
      'export LIMBECK_TEST_KEY=',
    ],
  });
  expect(trial.teacher.asked).toBe(0);
  process.env['LIMBECK_TEST_KEY'] = SECRET;
  try {
    await expectDone(trial.project.cli('resume', 'first'));
  } finally {
    delete process.env['LIMBECK_TEST_KEY'];
  }
  expect(trial.project.filesWith(SECRET)).toEqual([]);
});

interface BadReply extends Trouble {
  /** What a person changes in the recipe. */
  readonly mend: () => void;
}

const replies: readonly BadReply[] = [
  {
    what: 'chats where JSON is wanted',
    behaviour: chats,
    code: 'too-many-failed-rows',
    says: [
      '12 of 12 rows failed',
      'does not fit its schema: there is no JSON in it (asked 2 times)',
      'in the prompt',
      'new run',
    ],
    mend: () =>
      trial.project.edit('recipe.yaml', 'attempts: 1 }', 'attempts: 1 }, prompt: "Answer in JSON. {{ prompt }}"'),
  },
  {
    what: 'cuts its answers off',
    behaviour: cutsOff,
    code: 'too-many-failed-rows',
    says: ['12 of 12 rows failed', 'was cut off after 5 tokens', 'larger max_tokens', 'new run'],
    mend: () => trial.project.edit('recipe.yaml', 'attempts: 1 }', 'attempts: 1 }, max_tokens: 500'),
  },
];

test.each(replies)('a teacher that $what has used its chance; a mended recipe gets its answers', async (trouble) => {
  trial.teacher.behave(first(6, answers, trouble.behaviour));
  const failed = await run();
  const says = [`6 of 12 rows failed`, ...trouble.says.slice(1)];
  expectOneClearMessage(failed, { exit: 1, code: trouble.code, says });
  trial.teacher.behave(answers);
  trouble.mend();
  await expectDone(run('second'));
  expect(trial.teacher.asked).toBe(ROWS);
  expectAllRows('second');
  expectNoNoise(failed.stdout);
});
