import type { PaymentReference } from '#core/base/ids.ts';
import type { Clock } from '#core/base/ports.ts';
import type { SaleFact } from '#core/sale/event.ts';
import type { JournalEntry } from '#core/store/sale-store.ts';

/** How often what could not be written is tried again. */
const REWRITE_EVERY_MS = 1_000;

/** An entry without what was heard beside it, which is added when it is written. */
export type Decided = Omit<JournalEntry, 'notes'>;

/** Decided and carried out already, or a fact that is decided when it can be written. */
export type Unwritten =
  | { readonly reference: PaymentReference; readonly entry: Decided }
  | { readonly reference: PaymentReference; readonly fact: SaleFact };

interface BacklogDeps {
  readonly clock: Clock;
  /** False: it cannot be written yet. */
  readonly write: (one: Unwritten) => boolean;
  /** Nothing of this sale waits before it any more, or less. */
  readonly onWritten: (reference: PaymentReference) => void;
  readonly onChange: () => void;
}

/** What could not be written into the journal yet, in the order in which it happened. */
export interface JournalBacklog {
  add(one: Unwritten): void;
  isEmpty(): boolean;
  of(reference: PaymentReference): readonly Unwritten[];
  stop(): void;
}

export function createJournalBacklog(deps: BacklogDeps): JournalBacklog {
  const waiting: Unwritten[] = [];
  let cancel: (() => void) | undefined;

  function writeAgain(): void {
    cancel = undefined;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      if (!deps.write(next)) {
        cancel = deps.clock.setTimer(REWRITE_EVERY_MS, writeAgain);
        return;
      }
      waiting.shift();
      deps.onWritten(next.reference);
    }
    deps.onChange();
  }

  return {
    add: (one) => {
      waiting.push(one);
      cancel ??= deps.clock.setTimer(REWRITE_EVERY_MS, writeAgain);
      deps.onChange();
    },
    isEmpty: () => waiting.length === 0,
    of: (reference) => waiting.filter((one) => one.reference === reference),
    stop: () => {
      cancel?.();
    },
  };
}
