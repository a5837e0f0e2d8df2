/** The second time in a row a device is left alone for this long, then twice as long each time. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 300_000;

/** Orders in a row that a device did not carry out. */
export class FailureBackoff {
  #count = 0;

  /** How long it is out of service before it is started again: not at all the first time. */
  next(): number {
    this.#count += 1;
    if (this.#count === 1) return 0;
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#count - 2));
  }

  /** It has done what it was told. */
  over(): void {
    this.#count = 0;
  }
}
