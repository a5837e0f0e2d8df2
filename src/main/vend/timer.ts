import type { Clock } from '#core/base/ports.ts';

/** One timer that can be restarted: a new wait replaces the one before. */
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
