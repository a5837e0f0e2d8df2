import type { MachineBehaviour } from './profile.ts';
import { AFTER_JAM_MS, AFTER_SESSION_MS, type Timers } from './timers.ts';
import type { Voice } from './voice.ts';

/** When and how the results of vends are told. */
export class ResultTeller {
  /** For whoever watches: the result of the first, second … approved vend has been told. */
  onTold: (vend: number, isSuccess: boolean) => void = () => undefined;
  readonly #timers: Timers;
  readonly #voice: Pick<Voice, 'say'>;
  readonly #has: (name: MachineBehaviour) => boolean;
  #vend = -1;
  #isTold = true;
  #isSuccess = false;
  /** Told in the middle of the next vend. */
  #owed: (() => void) | undefined;

  constructor(timers: Timers, voice: Pick<Voice, 'say'>, has: (name: MachineBehaviour) => boolean) {
    this.#timers = timers;
    this.#voice = voice;
    this.#has = has;
  }

  /** A vend has been approved. */
  begin(): void {
    this.#vend += 1;
    if (this.#has('stale-result') && this.#vend > 0) this.#say(this.#vend - 1, true);
    this.#owed?.();
    this.#owed = undefined;
  }

  /** It has come to its end. */
  tell(isSuccess: boolean): void {
    this.#isSuccess = isSuccess;
    this.#isTold = !this.#has('result-after-session') && !this.#has('result-in-next-vend');
    if (this.#isTold) this.#say(this.#vend, isSuccess);
  }

  /** Its session is over. `drop`: a product that was stuck falls after all. */
  afterSession(drop: () => void): void {
    const [vend, isSuccess] = [this.#vend, this.#isSuccess];
    const say = (): void => {
      this.#say(vend, isSuccess);
    };
    if (!this.#isTold && this.#has('result-in-next-vend')) this.#owed = say;
    else if (!this.#isTold) this.#timers.after(AFTER_SESSION_MS, say);
    if (!this.#has('jam-then-success')) return;
    this.#timers.after(AFTER_JAM_MS, () => {
      drop();
      this.#say(vend, true);
    });
  }

  #say(vend: number, isSuccess: boolean): void {
    this.#voice.say(isSuccess ? 'c,VEND,SUCCESS' : 'c,ERR,VEND 3');
    this.onTold(vend, isSuccess);
  }
}
