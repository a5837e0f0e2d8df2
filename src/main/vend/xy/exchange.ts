import type { BoardCommand } from '#contract/xy/commands.ts';
import type { BoardReport } from '#contract/xy/reports.ts';
import type { Clock } from '#core/base/ports.ts';
import { Timer } from '../timer.ts';
import type { SendOutcome } from './board-link.ts';

/** The board answers a question within this time, a question about a turning motor later. */
const ANSWER_MS = 3_000;
export const MOTOR_MS = 15_000;

interface Question {
  readonly isAnswer: (report: BoardReport) => boolean;
  readonly withinMs: number;
  readonly settle: (report: BoardReport | undefined) => void;
}

export interface Exchange {
  /** @returns undefined when it was not delivered or not answered in time; that time starts when the board has the question */
  ask<Answer extends BoardReport>(
    command: BoardCommand,
    isAnswer: (report: BoardReport) => report is Answer,
    withinMs?: number,
  ): Promise<Answer | undefined>;
  send(command: BoardCommand): Promise<SendOutcome>;
  /** Whether a question was waiting for it. */
  hear(report: BoardReport): boolean;
  /** A question about a motor that turns waits for its answer. */
  isTurning(): boolean;
  /** No answer will come. */
  lost(): void;
}

/** Asks the board and matches its reports to the questions by their content. */
export function createExchange(deps: {
  readonly clock: Clock;
  readonly send: (command: BoardCommand) => Promise<SendOutcome>;
}): Exchange {
  const questions = new Set<Question>();
  return {
    send: deps.send,
    ask: (command, isAnswer, withinMs = ANSWER_MS) =>
      new Promise((resolve) => {
        const answer = new Timer(deps.clock);
        const question: Question = {
          isAnswer,
          withinMs,
          settle: (report) => {
            questions.delete(question);
            answer.cancel();
            resolve(report !== undefined && isAnswer(report) ? report : undefined);
          },
        };
        questions.add(question);
        void deps.send(command).then((outcome) => {
          if (outcome !== 'acknowledged') question.settle(undefined);
          else if (questions.has(question)) {
            answer.start(withinMs, () => {
              question.settle(undefined);
            });
          }
        });
      }),
    hear: (report) => {
      const question = [...questions].find((one) => one.isAnswer(report));
      question?.settle(report);
      return question !== undefined;
    },
    isTurning: () => [...questions].some(({ withinMs }) => withinMs >= MOTOR_MS),
    lost: () => {
      for (const question of [...questions]) question.settle(undefined);
    },
  };
}
