/** After the second failure in a row the device rests for this long, then twice as long each time. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 300_000;

/** Counts the commands in a row that a device did not carry out. */
export class FailureBackoff {
  #count = 0;

  /** Counts one more. @returns how long the device rests before it is restarted, milliseconds; 0 the first time */
  next(): number {
    this.#count += 1;
    if (this.#count === 1) return 0;
    return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#count - 2));
  }

  /** The device has carried out a command: start counting again. */
  over(): void {
    this.#count = 0;
  }
}
