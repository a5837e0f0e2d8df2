import type { Response } from '#contract/qibixx/responses.ts';
import type { Clock } from '#core/base/ports.ts';

/** An answer to a start-up command or a heartbeat comes within this. */
export const REPLY_MS = 2_000;

type Kind = Response['kind'];

interface Question {
  readonly expected: readonly Kind[];
  readonly settle: (answer: Kind | undefined) => void;
}

/** Asks the adapter one question at a time and matches answers by their meaning, never by order. */
export class AdapterQuestions {
  readonly #clock: Clock;
  readonly #say: (line: string) => void;
  #present: Question | undefined;

  constructor(clock: Clock, say: (line: string) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  /** @returns undefined without an answer in time. Listens before the bytes leave, so that it misses no fast answer. */
  ask(line: string, expected: readonly Kind[]): Promise<Kind | undefined> {
    return new Promise((resolve) => {
      const settle = (answer: Kind | undefined): void => {
        cancel();
        this.#present = undefined;
        resolve(answer);
      };
      const cancel = this.#clock.setTimer(REPLY_MS, () => {
        settle(undefined);
      });
      this.lost();
      this.#present = { expected, settle };
      this.#say(line);
    });
  }

  hear({ kind }: Response): void {
    if (this.#present?.expected.includes(kind) === true) this.#present.settle(kind);
  }

  /** No answer will come. */
  lost(): void {
    this.#present?.settle(undefined);
  }
}
