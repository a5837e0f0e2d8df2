import { isKioskError } from '#core/errors.ts';
import type { PaymentReference } from '#core/ids.ts';
import type { Clock } from '#core/ports.ts';
import { isLedgerEffect, type SaleEffect } from '#core/sale/effect.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import { replay } from '#core/sale/replay.ts';
import { isClosed, occupiesMachine, type SaleState, type StartedSale } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import { createOpenSale, type OpenSale } from './open-sale.ts';
import type { EffectDoors } from './run-effect.ts';
import type { SaleNotes } from './sale-notes.ts';

/** How often a fact that could not be written is tried again. */
export const REWRITE_EVERY_MS = 1_000;

export interface RunnerDeps extends EffectDoors {
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
  /** Tells a sale a fact. False: it could not be written down; nothing was done, and it is tried again later. */
  dispatch(reference: PaymentReference, fact: SaleFact): boolean;
  /** Takes up every unfinished sale of the journal. */
  recover(): void;
  /** The sale that keeps the machine from the next customer. */
  foreground(): StartedSale | undefined;
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
  const requests = new Map<string, PaymentReference>();
  /** When this program took up each open sale, by the clock that never jumps. */
  const takenUpMs = new Map<PaymentReference, number>();
  const unwritten: { reference: PaymentReference; fact: SaleFact }[] = [];
  let cancelRewrite: (() => void) | undefined;
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
    deps.log.error('the journal is damaged', { reference, detail });
  }

  function dispatch(reference: PaymentReference, fact: SaleFact): boolean {
    if (isStopped) return false;
    const isQueued = unwritten.some((entry) => entry.reference === reference);
    const isDone = !isQueued && decideAndAct(reference, fact);
    // A vend that cannot be written down is not approved; everything else happened and must be kept.
    if (!isDone && mustBeKept(fact)) keepForLater(reference, fact);
    return isDone;
  }

  function decideAndAct(reference: PaymentReference, fact: SaleFact): boolean {
    const before = load(reference);
    // Vipps knows what became of its money, and is asked when the sale can be read again.
    if (before === undefined) return true;
    const nowMs = deps.clock.monotonicMs();
    const event: SaleEvent = {
      ...fact,
      atMs: deps.clock.nowMs(),
      isMachineReady: deps.isMachineReady(),
      elapsedMs: Math.round(nowMs - (takenUpMs.get(reference) ?? nowMs)),
      relayAtMs: deps.relayNowMs(),
    };
    const { state, effects } = transition(before, event);
    if (state.name === 'idle' || (state === before && effects.length === 0)) {
      deps.log.debug('nothing to do', { reference, event: fact.kind, state: before.name });
      return true;
    }
    const notes = deps.notes.unwritten(reference);
    const ledger = effects.filter(isLedgerEffect);
    if (!write({ reference, event, state, ledger, notes })) return false;
    deps.notes.written(reference, notes);
    deps.log.info('sale', { reference, event: fact.kind, from: before.name, to: state.name });
    act(state, effects);
    deps.onChange();
    return true;
  }

  function write(entry: Parameters<SaleStore['commit']>[0]): boolean {
    try {
      deps.store.commit(entry);
      return true;
    } catch (error) {
      deps.log.error('the journal cannot be written', {
        reference: entry.reference,
        event: entry.event.kind,
        error: error instanceof Error ? error.message : String(error),
      });
      return false;
    }
  }

  function act(state: StartedSale, effects: readonly SaleEffect[]): void {
    const { reference } = state;
    if (!takenUpMs.has(reference)) takenUpMs.set(reference, deps.clock.monotonicMs());
    const running =
      open.get(reference) ??
      createOpenSale(deps, reference, (fact) => {
        if (fact !== undefined) dispatch(reference, fact);
        closeWhenDone(reference);
      });
    open.set(reference, running);
    rememberRequest(state);
    running.enter(state, effects);
    closeWhenDone(reference);
  }

  function closeWhenDone(reference: PaymentReference): void {
    const running = open.get(reference);
    if (running !== undefined && isClosed(running.sale) && !running.isBusy()) close(reference);
  }

  function rememberRequest(state: StartedSale): void {
    const held = 'held' in state ? state.held?.requestId : undefined;
    const requestId = 'vend' in state ? state.vend?.requestId : held;
    if (requestId === undefined) return;
    requests.set(requestId, state.reference);
    const oldest = requests.keys().next();
    if (requests.size > REMEMBERED_REQUESTS && oldest.done !== true) requests.delete(oldest.value);
  }

  function close(reference: PaymentReference): void {
    open.get(reference)?.end();
    open.delete(reference);
    takenUpMs.delete(reference);
  }

  function keepForLater(reference: PaymentReference, fact: SaleFact): void {
    unwritten.push({ reference, fact });
    cancelRewrite ??= deps.clock.setTimer(REWRITE_EVERY_MS, writeAgain);
    deps.onChange();
  }

  function writeAgain(): void {
    cancelRewrite = undefined;
    for (let next = unwritten[0]; next !== undefined; next = unwritten[0]) {
      if (!decideAndAct(next.reference, next.fact)) {
        cancelRewrite = deps.clock.setTimer(REWRITE_EVERY_MS, writeAgain);
        return;
      }
      unwritten.shift();
    }
    deps.onChange();
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
    foreground: () => sales(open).find(occupiesMachine),
    openSales: () => sales(open).filter((sale) => !isClosed(sale)),
    saleOf: load,
    saleOfRequest: (requestId) => requests.get(requestId),
    deadlineOf: (reference) => open.get(reference)?.nextEndMs(),
    canWrite: () => unwritten.length === 0,
    isJournalWhole: () => isJournalWhole,
    stop: () => {
      isStopped = true;
      cancelRewrite?.();
      for (const reference of [...open.keys()]) close(reference);
    },
  };
}

function sales(open: ReadonlyMap<PaymentReference, OpenSale>): readonly StartedSale[] {
  return [...open.values()].map((running) => running.sale);
}

/** What asks for something new may be dropped; what reports something that happened may not. */
function mustBeKept(fact: SaleFact): boolean {
  return fact.kind !== 'vend.requested' && fact.kind !== 'customer.checkedIn';
}
