import type { MachineBehaviour } from './profile.ts';
import { AFTER_JAM_MS, AFTER_SESSION_MS, type Timers } from './timers.ts';
import type { AdapterLine } from './adapter-line.ts';

/** Decides when and how the machine reports the results of its vends. */
export class ResultReporter {
  /** For test observers: called with each reported result; `vend` counts approvals from 0. */
  onReported: (vend: number, isSuccess: boolean) => void = () => undefined;
  readonly #timers: Timers;
  readonly #line: Pick<AdapterLine, 'say'>;
  readonly #has: (name: MachineBehaviour) => boolean;
  #vend = -1;
  #isReported = true;
  #isSuccess = false;
  /** A result that is held back until the next vend. */
  #heldBack: (() => void) | undefined;

  constructor(
    timers: Timers,
    line: Pick<AdapterLine, 'say'>,
    has: (name: MachineBehaviour) => boolean,
  ) {
    this.#timers = timers;
    this.#line = line;
    this.#has = has;
  }

  /** A vend was approved. */
  begin(): void {
    this.#vend += 1;
    if (this.#has('stale-result') && this.#vend > 0) this.#say(this.#vend - 1, true);
    this.#heldBack?.();
    this.#heldBack = undefined;
  }

  /** A vend ended. */
  report(isSuccess: boolean): void {
    this.#isSuccess = isSuccess;
    this.#isReported = !this.#has('result-after-session') && !this.#has('result-in-next-vend');
    if (this.#isReported) this.#say(this.#vend, isSuccess);
  }

  /** The session of the vend ended. `drop`: the stuck product falls after all. */
  afterSession(drop: () => void): void {
    const [vend, isSuccess] = [this.#vend, this.#isSuccess];
    const say = (): void => {
      this.#say(vend, isSuccess);
    };
    if (!this.#isReported && this.#has('result-in-next-vend')) this.#heldBack = say;
    else if (!this.#isReported) this.#timers.after(AFTER_SESSION_MS, say);
    if (!this.#has('jam-then-success')) return;
    this.#timers.after(AFTER_JAM_MS, () => {
      drop();
      this.#say(vend, true);
    });
  }

  #say(vend: number, isSuccess: boolean): void {
    this.#line.say(isSuccess ? 'c,VEND,SUCCESS' : 'c,ERR,VEND 3');
    this.onReported(vend, isSuccess);
  }
}
