import { isKioskError, reasonOf } from '#core/base/errors.ts';
import type { PaymentReference } from '#core/base/ids.ts';
import type { Clock } from '#core/base/ports.ts';
import { isLedgerEffect, type AskAgainEffect, type SaleEffect } from '#core/sale/effect.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import { replay } from '#core/sale/replay.ts';
import { isClosed, occupiesMachine, type SaleState, type StartedSale } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { mustBeKept, unwrittenStep } from '#core/sale/unwritten-step.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import { createJournalBacklog, type Decided } from './journal-backlog.ts';
import { createOpenSale, type OpenSale } from './open-sale.ts';
import type { EffectPorts } from './run-effect.ts';
import type { SaleNotes } from './sale-notes.ts';

export interface RunnerDeps extends EffectPorts {
  readonly store: SaleStore;
  readonly notes: Pick<SaleNotes, 'unwritten' | 'written'>;
  readonly clock: Clock;
  /** Whether an offer could be made to the machine right now. */
  readonly isMachineReady: () => boolean;
  /** The relay's clock, once it has been heard. */
  readonly relayNowMs: () => number | undefined;
  /** Something that is shown has changed. */
  readonly onChange: () => void;
}

/** hear → decide → write down → act → show, for every sale of this machine. */
export interface Runner {
  /**
   * Tells a sale a fact. False: it could not be written down and nothing was done; what reports something that happened is
   * tried again later. What leads to a release is done at once and written later.
   */
  dispatch(reference: PaymentReference, fact: SaleFact): boolean;
  /** Takes up every unfinished sale of the journal. */
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
  const requests = createRequestBook();
  /** When this program took up each open sale, by the clock that never jumps. */
  const takenUpMs = new Map<PaymentReference, number>();
  const backlog = createJournalBacklog({
    clock: deps.clock,
    write: (one) => ('entry' in one ? write(one.entry) : decideAndAct(one.reference, one.fact)),
    onWritten: closeWhenDone,
    onChange: deps.onChange,
  });
  let isStopped = false;
  let isJournalWhole = true;

  /** Undefined: what the journal holds of it cannot be read. */
  function load(reference: PaymentReference): SaleState | undefined {
    const running = open.get(reference);
    if (running !== undefined) return running.sale;
    return readable(reference, () => replay(deps.store.eventsOf(reference)));
  }

  function readable<Found>(
    reference: PaymentReference | undefined,
    read: () => Found,
  ): Found | undefined {
    try {
      return read();
    } catch (error) {
      if (!isKioskError(error, 'store/corrupt')) throw error;
      noteDamage(reference, error.message);
      return undefined;
    }
  }

  function noteDamage(reference: PaymentReference | undefined, detail: string): void {
    isJournalWhole = false;
    deps.log.error('sale.journal-damaged', { reference, detail });
  }

  function dispatch(reference: PaymentReference, fact: SaleFact): boolean {
    if (isStopped) return false;
    const before = backlog.of(reference);
    if (before.length === 0 && decideAndAct(reference, fact)) return true;
    // Nothing overtakes a fact that is not decided yet.
    const isNext = before.every((one) => 'entry' in one);
    if (isNext && actUnwritten(reference, fact)) return true;
    // A vend that cannot be written down is not approved; everything else happened and must be kept.
    if (mustBeKept(fact.kind)) backlog.add({ reference, fact });
    return false;
  }

  function eventOf(reference: PaymentReference, fact: SaleFact): SaleEvent {
    const nowMs = deps.clock.monotonicMs();
    return {
      ...fact,
      atMs: deps.clock.nowMs(),
      isMachineReady: deps.isMachineReady(),
      elapsedMs: Math.round(nowMs - (takenUpMs.get(reference) ?? nowMs)),
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
    const ledger = effects.filter(isLedgerEffect);
    backlog.add({ reference, entry: { reference, event, state, ledger } });
    act(state, effects);
    deps.onChange();
    return true;
  }

  function decideAndAct(reference: PaymentReference, fact: SaleFact): boolean {
    const before = load(reference);
    // Vipps knows what became of its money, and is asked when the sale can be read again.
    if (before === undefined) return true;
    const event = eventOf(reference, fact);
    const { state, effects } = transition(before, event);
    if (state.name === 'idle' || (state === before && effects.length === 0)) {
      deps.log.debug('sale.nothing-to-do', { reference, event: fact.kind, state: before.name });
      return true;
    }
    const ledger = effects.filter(isLedgerEffect);
    if (!write({ reference, event, state, ledger })) return false;
    deps.log.info('sale.step', { reference, event: fact.kind, from: before.name, to: state.name });
    act(state, effects);
    deps.onChange();
    return true;
  }

  function write(entry: Decided): boolean {
    const notes = deps.notes.unwritten(entry.reference);
    try {
      deps.store.commit({ ...entry, notes });
      deps.notes.written(entry.reference, notes);
      return true;
    } catch (error) {
      deps.log.error('sale.journal-unwritable', {
        reference: entry.reference,
        event: entry.event.kind,
        error: reasonOf(error),
      });
      return false;
    }
  }

  function act(state: StartedSale, effects: readonly SaleEffect[]): void {
    const { reference } = state;
    if (!takenUpMs.has(reference)) takenUpMs.set(reference, deps.clock.monotonicMs());
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
    if (backlog.of(reference).length === 0) close(reference);
  }

  function close(reference: PaymentReference): void {
    open.get(reference)?.end();
    open.delete(reference);
    takenUpMs.delete(reference);
  }

  return {
    dispatch,
    recover: () => {
      const hasGap = readable(undefined, () => deps.store.hasGap());
      if (hasGap === true) noteDamage(undefined, 'entries are missing');
      for (const reference of deps.store.openReferences()) {
        if (load(reference)?.name === 'idle') noteDamage(reference, 'its beginning is missing');
        dispatch(reference, { kind: 'kiosk.restarted' });
      }
    },
    activeSale: () => sales(open).find(occupiesMachine),
    openSales: () => sales(open).filter((sale) => !isClosed(sale)),
    saleOf: load,
    saleOfRequest: (requestId) => requests.saleOf(requestId),
    deadlineOf: (reference) => open.get(reference)?.nextEndMs(),
    canWrite: () => backlog.isEmpty(),
    isJournalWhole: () => isJournalWhole,
    stop: () => {
      isStopped = true;
      backlog.stop();
      for (const reference of [...open.keys()]) close(reference);
    },
  };
}

function sales(open: ReadonlyMap<PaymentReference, OpenSale>): readonly StartedSale[] {
  return [...open.values()].map((running) => running.sale);
}

/** Which sale each of the machine's requests belongs to. */
function createRequestBook(): {
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
