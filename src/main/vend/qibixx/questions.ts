import type { Response } from '#contract/qibixx/responses.ts';
import type { Clock } from '#core/base/ports.ts';

/** An answer to a start-up command or a heartbeat comes within this. */
export const REPLY_MS = 2_000;

type Kind = Response['kind'];

interface Question {
  readonly meant: readonly Kind[];
  readonly settle: (answer: Kind | undefined) => void;
}

/** Questions to the adapter, one at a time, and the lines that answer them, matched by what they mean. */
export class AdapterQuestions {
  readonly #clock: Clock;
  readonly #say: (line: string) => void;
  #present: Question | undefined;

  constructor(clock: Clock, say: (line: string) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  /** Undefined: no answer in time. Waits before the bytes leave, so that a fast answer is never missed. */
  ask(line: string, meant: readonly Kind[]): Promise<Kind | undefined> {
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
      this.#present = { meant, settle };
      this.#say(line);
    });
  }

  hear({ kind }: Response): void {
    if (this.#present?.meant.includes(kind) === true) this.#present.settle(kind);
  }

  /** Nobody will answer any more. */
  lost(): void {
    this.#present?.settle(undefined);
  }
}
