import type { Clock } from '#core/base/ports.ts';

/** How often an item that the disk did not take is written again. */
const REWRITE_EVERY_MS = 1_000;

interface WriteLaterDeps<Item> {
  readonly clock: Clock;
  /** False: the disk does not take it yet. */
  readonly write: (item: Item) => boolean;
  /** This item is written and no longer in the queue. */
  readonly onWritten?: (item: Item) => void;
  /** The queue has become empty. */
  readonly onEmpty: () => void;
}

/** Items that could not be written, in the order in which they happened. It writes them as soon as the disk takes them. */
export interface WriteLaterQueue<Item> {
  add(item: Item): void;
  /** What waits, oldest first. */
  items(): readonly Item[];
  stop(): void;
}

export function createWriteLaterQueue<Item>(deps: WriteLaterDeps<Item>): WriteLaterQueue<Item> {
  const waiting: Item[] = [];
  let cancel: (() => void) | undefined;

  function writeAgain(): void {
    cancel = undefined;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (!deps.write(next)) {
        cancel = deps.clock.setTimer(REWRITE_EVERY_MS, writeAgain);
        return;
      }
      waiting.shift();
      deps.onWritten?.(next);
    }
    deps.onEmpty();
  }

  return {
    add: (item) => {
      waiting.push(item);
      cancel ??= deps.clock.setTimer(REWRITE_EVERY_MS, writeAgain);
    },
    items: () => waiting,
    stop: () => {
      cancel?.();
    },
  };
}
