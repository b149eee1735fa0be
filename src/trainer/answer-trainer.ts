import type { Writable } from 'node:stream';
import type { TrainerAnswer } from '../../schemas/generated/trainer-answer.js';
import type { Question } from '../../schemas/generated/trainer-event.js';
import { LimbeckError } from '../core/errors.js';

/** Scores what a question holds: one answer for each of its items. */
export type AnswerTrainer = (items: Question['items']) => Promise<readonly unknown[]>;

export interface TrainerAnswering {
  readonly hear: (question: Question) => void;
  /** Why a question was not answered, once that has happened. */
  problem(): unknown;
}

/**
 * Answers go to the trainer's standard input, a line each. It asks one question at a time and keeps what it was told beside
 * its checkpoints. A question that cannot be answered ends the trainer: `giveUp` is told once.
 */
export function answerTrainer(
  stdin: Writable | null,
  answer: AnswerTrainer | undefined,
  giveUp: () => void,
): TrainerAnswering {
  let failed: { readonly because: unknown } | undefined;
  const reply = async ({ number, items }: Question): Promise<void> => {
    if (!answer)
      throw new LimbeckError({
        code: 'question-unexpected',
        message: `The trainer asked question ${number}, and this job has nobody to answer it.`,
      });
    const line: TrainerAnswer = { answer: number, items: [...(await answer(items))] };
    stdin?.write(`${JSON.stringify(line)}\n`);
  };
  return {
    hear(question) {
      reply(question).catch((error: unknown) => {
        if (failed) return;
        failed = { because: error };
        giveUp();
      });
    },
    problem: () => failed?.because,
  };
}
