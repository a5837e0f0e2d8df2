import type { Clock } from '#core/base/ports.ts';

/** One wait at a time: a new one takes the place of the one before. */
export class Timer {
  readonly #clock: Clock;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  start(afterMs: number, run: () => void): void {
    this.#cancel();
    this.#cancel = this.#clock.setTimer(afterMs, run);
  }

  cancel(): void {
    this.#cancel();
  }
}
