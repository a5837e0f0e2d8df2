import { u16 } from '#contract/xy/numbers.ts';
import { AFTER_JAM_MS, type Timers } from '../timers.ts';
import type { BoardBehaviour } from './behaviours.ts';
import type { BoardLine } from './board-line.ts';
import { DISPENSED } from './drive-result.ts';

const DISPENSING = 0x01;
const KEYS_IN_A_BURST = 12;

interface DriveReporterDeps {
  readonly line: Pick<BoardLine, 'say'>;
  readonly timers: Timers;
  readonly has: (name: BoardBehaviour) => boolean;
}

/** Decides when and how the board reports the results of its drives. */
export class DriveReporter {
  readonly #deps: DriveReporterDeps;
  /** A result that is held back until the next drive. */
  #heldBack: (() => void) | undefined;

  constructor(deps: DriveReporterDeps) {
    this.#deps = deps;
  }

  begin(item: number): void {
    const { has, line } = this.#deps;
    this.say(DISPENSING, item);
    this.#heldBack?.();
    this.#heldBack = undefined;
    if (has('stale-status')) this.say(DISPENSED, item + 1);
    if (!has('key-burst')) return;
    for (let key = 0; key < KEYS_IN_A_BURST; key += 1) line.say(0x05, ...u16(item));
  }

  /** `drop`: the stuck product falls after all. */
  end(item: number, status: number, drop: () => void): void {
    const { has, timers } = this.#deps;
    if (has('unknown-code')) this.say(0x40, item);
    if (has('result-in-next-vend')) {
      this.#heldBack = () => {
        this.say(status, item);
      };
      return;
    }
    this.say(status, item);
    if (!has('jam-then-success')) return;
    timers.after(AFTER_JAM_MS, () => {
      drop();
      this.say(DISPENSED, item);
    });
  }

  say(status: number, item: number): void {
    this.#deps.line.say(0x04, status, ...u16(item));
  }
}
