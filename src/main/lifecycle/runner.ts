import { isKioskError, reasonOf } from '#core/base/errors.ts';
import type { PaymentReference } from '#core/base/ids.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { isLedgerEffect, type AskAgainEffect, type SaleEffect } from '#core/sale/effect.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import { replay } from '#core/sale/replay.ts';
import { isClosed, occupiesMachine, type SaleState, type StartedSale } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { mustBeKept, unwrittenStep } from '#core/sale/unwritten-step.ts';
import type { JournalEntry, SaleStore } from '#core/store/sale-store.ts';
import { createOpenSale, type OpenSale } from './open-sale.ts';
import type { EffectPorts } from './run-effect.ts';
import { takesNotes, type SaleNotes } from './sale-notes.ts';
import { createWriteLaterQueue } from './write-later-queue.ts';

/** A journal entry without the notes beside it: they are added when it is written. */
type DecidedEntry = Omit<JournalEntry, 'notes'>;

/** An entry whose step is already carried out, or a fact that the sale decides on once the journal can be written. */
type UnwrittenItem =
  | { readonly reference: PaymentReference; readonly entry: DecidedEntry }
  | { readonly reference: PaymentReference; readonly fact: SaleFact };

export interface RunnerDeps extends EffectPorts {
  readonly store: SaleStore;
  readonly notes: Pick<SaleNotes, 'unwritten' | 'markWritten' | 'noteEntry'>;
  readonly clock: Clock;
  /** Whether an offer could be made to the machine right now. */
  readonly isMachineReady: () => boolean;
  /** The relay's clock, once it has been heard. */
  readonly relayNowMs: () => number | undefined;
  /** A journal entry could not be written. */
  readonly onWriteFailed: () => void;
  /** Something that is shown has changed. */
  readonly onChange: () => void;
}

/** Takes a fact, lets the sale decide, writes the journal, carries out the effects. For every sale of this machine. */
export interface Runner {
  /**
   * Gives a sale a fact. False: the journal could not be written and nothing was done; reports of what happened are written
   * again later. Steps that give money back are taken at once and written later.
   */
  dispatch(reference: PaymentReference, fact: SaleFact): boolean;
  /** Resumes every unfinished sale of the journal. */
  recover(): void;
  /** The sale that keeps the machine from the next customer. */
  activeSale(): StartedSale | undefined;
  openSales(): readonly StartedSale[];
  /** A sale as it stands, also when it has been settled; undefined when its journal cannot be read. */
  saleOf(reference: PaymentReference): SaleState | undefined;
  /** The sale in which the machine's request was approved or is held, also when it has been settled. */
  saleOfRequest(requestId: string): PaymentReference | undefined;
  /** When the present wait of a sale ends by itself, wall clock. */
  deadlineOf(reference: PaymentReference): number | undefined;
  canWrite(): boolean;
  /** Every unfinished sale could be read from the journal. */
  isJournalWhole(): boolean;
  stop(): void;
}

/** Requests are remembered for a while: their result may come after the sale was settled. */
const REMEMBERED_REQUESTS = 50;

export function createRunner(deps: RunnerDeps): Runner {
  const open = new Map<PaymentReference, OpenSale>();
  const requests = createRequestIndex();
  /** When this program opened each sale, by the monotonic clock. */
  const openedAtMs = new Map<PaymentReference, number>();
  const unwritten = createWriteLaterQueue<UnwrittenItem>({
    clock: deps.clock,
    write: (one) => ('entry' in one ? write(one.entry) : decideAndAct(one.reference, one.fact)),
    onWritten: ({ reference }) => {
      closeWhenDone(reference);
    },
    onEmpty: deps.onChange,
  });
  let isStopped = false;
  const check = createJournalCheck(deps.log);

  /** Undefined: its journal cannot be read. */
  function load(reference: PaymentReference): SaleState | undefined {
    const running = open.get(reference);
    if (running !== undefined) return running.sale;
    return check.read(reference, () => replay(deps.store.eventsOf(reference)));
  }

  function unwrittenOf(reference: PaymentReference): readonly UnwrittenItem[] {
    return unwritten.items().filter((one) => one.reference === reference);
  }

  function writeLater(one: UnwrittenItem): void {
    unwritten.add(one);
    deps.onChange();
  }

  function dispatch(reference: PaymentReference, fact: SaleFact): boolean {
    if (isStopped) return false;
    const before = unwrittenOf(reference);
    if (before.length === 0 && decideAndAct(reference, fact)) return true;
    // Facts are decided in order: a later one waits for an undecided one.
    const isNext = before.every((one) => 'entry' in one);
    if (isNext && actUnwritten(reference, fact)) return true;
    // A vend that cannot be written down is not approved; everything else happened and must be kept.
    if (mustBeKept(fact.kind)) writeLater({ reference, fact });
    return false;
  }

  function eventOf(reference: PaymentReference, fact: SaleFact): SaleEvent {
    const nowMs = deps.clock.monotonicMs();
    return {
      ...fact,
      atMs: deps.clock.nowMs(),
      isMachineReady: deps.isMachineReady(),
      elapsedMs: Math.round(nowMs - (openedAtMs.get(reference) ?? nowMs)),
      relayAtMs: deps.relayNowMs(),
    };
  }

  /** Gives money back without the journal; it is written when it can be. False: it must be written first. */
  function actUnwritten(reference: PaymentReference, fact: SaleFact): boolean {
    const before = load(reference);
    if (before === undefined) return true;
    const step = unwrittenStep(before, eventOf(reference, fact));
    if (step === undefined) return false;
    const { event, state, effects } = step;
    if (state === before && effects.length === 0) return true;
    deps.log.warn('sale.step-unwritten', { reference, event: event.kind, to: state.name });
    writeLater({ reference, entry: entryOf(event, state, effects) });
    act(state, effects);
    deps.onChange();
    return true;
  }

  function decideAndAct(reference: PaymentReference, fact: SaleFact): boolean {
    const before = load(reference);
    // The journal is damaged. Once it can be read again, the sale asks Vipps about the money.
    if (before === undefined) return true;
    const event = eventOf(reference, fact);
    const { state, effects } = transition(before, event);
    if (state.name === 'idle' || (state === before && effects.length === 0)) {
      deps.log.debug('sale.nothing-to-do', { reference, event: fact.kind, state: before.name });
      return true;
    }
    if (!write(entryOf(event, state, effects))) return false;
    deps.log.info('sale.step', { reference, event: fact.kind, from: before.name, to: state.name });
    act(state, effects);
    deps.onChange();
    return true;
  }

  function write(entry: DecidedEntry): boolean {
    const notes = takesNotes(entry) ? deps.notes.unwritten(entry.reference) : [];
    try {
      deps.store.commit({ ...entry, notes });
      deps.notes.markWritten(entry.reference, notes);
      deps.notes.noteEntry(entry.reference);
      return true;
    } catch (error) {
      deps.log.error('sale.journal-unwritable', {
        reference: entry.reference,
        event: entry.event.kind,
        error: reasonOf(error),
      });
      deps.onWriteFailed();
      return false;
    }
  }

  function act(state: StartedSale, effects: readonly SaleEffect[]): void {
    const { reference } = state;
    if (!openedAtMs.has(reference)) openedAtMs.set(reference, deps.clock.monotonicMs());
    const running =
      open.get(reference) ??
      createOpenSale({ ...deps, askAgain }, reference, (fact) => {
        if (fact !== undefined) dispatch(reference, fact);
        closeWhenDone(reference);
      });
    open.set(reference, running);
    requests.remember(state);
    running.enter(state, effects);
    closeWhenDone(reference);
  }

  function askAgain({ from, checkIn }: AskAgainEffect): void {
    deps.gateway.handOnCustomerToken(from, checkIn.reference);
    dispatch(checkIn.reference, checkIn);
  }

  function closeWhenDone(reference: PaymentReference): void {
    const running = open.get(reference);
    if (running === undefined || !isClosed(running.sale) || running.isBusy()) return;
    // The journal does not say yet how it ended.
    if (unwrittenOf(reference).length === 0) close(reference);
  }

  function close(reference: PaymentReference): void {
    open.get(reference)?.end();
    open.delete(reference);
    openedAtMs.delete(reference);
  }

  return {
    dispatch,
    recover: () => {
      const hasGap = check.read(undefined, () => deps.store.hasGap());
      if (hasGap === true) check.noteDamage(undefined, 'entries are missing');
      for (const reference of deps.store.openReferences()) {
        if (load(reference)?.name === 'idle')
          check.noteDamage(reference, 'its beginning is missing');
        dispatch(reference, { kind: 'kiosk.restarted' });
      }
    },
    activeSale: () => sales(open).find(occupiesMachine),
    openSales: () => sales(open).filter((sale) => !isClosed(sale)),
    saleOf: load,
    saleOfRequest: (requestId) => requests.saleOf(requestId),
    deadlineOf: (reference) => open.get(reference)?.nextEndMs(),
    canWrite: () => unwritten.items().length === 0,
    isJournalWhole: check.isWhole,
    stop: () => {
      isStopped = true;
      unwritten.stop();
      for (const reference of [...open.keys()]) close(reference);
    },
  };
}

function entryOf(
  event: SaleEvent,
  state: StartedSale,
  effects: readonly SaleEffect[],
): DecidedEntry {
  return {
    reference: state.reference,
    event,
    state,
    ledger: effects.filter(isLedgerEffect),
  };
}

function sales(open: ReadonlyMap<PaymentReference, OpenSale>): readonly StartedSale[] {
  return [...open.values()].map((running) => running.sale);
}

/** Reads of the journal that survive a damaged entry. */
function createJournalCheck(log: Log): {
  /** Undefined: damaged there, and noted. */
  readonly read: <Found>(
    reference: PaymentReference | undefined,
    read: () => Found,
  ) => Found | undefined;
  readonly noteDamage: (reference: PaymentReference | undefined, detail: string) => void;
  readonly isWhole: () => boolean;
} {
  let isWhole = true;
  const noteDamage = (reference: PaymentReference | undefined, detail: string): void => {
    isWhole = false;
    log.error('sale.journal-damaged', { reference, detail });
  };
  return {
    read: (reference, read) => {
      try {
        return read();
      } catch (error) {
        if (!isKioskError(error, 'store/corrupt')) throw error;
        noteDamage(reference, error.message);
        return undefined;
      }
    },
    noteDamage,
    isWhole: () => isWhole,
  };
}

/** Which sale each of the machine's requests belongs to. */
function createRequestIndex(): {
  readonly remember: (state: StartedSale) => void;
  readonly saleOf: (requestId: string) => PaymentReference | undefined;
} {
  const requests = new Map<string, PaymentReference>();
  return {
    remember: (state) => {
      const held = 'held' in state ? state.held?.requestId : undefined;
      const requestId = 'vend' in state ? state.vend?.requestId : held;
      if (requestId === undefined) return;
      requests.set(requestId, state.reference);
      const oldest = requests.keys().next();
      if (requests.size > REMEMBERED_REQUESTS && oldest.done !== true)
        requests.delete(oldest.value);
    },
    saleOf: (requestId) => requests.get(requestId),
  };
}
