import { isLow, type Slot } from '#core/slots/slot.ts';
import { noteEntered, runningSaleOf } from '#core/kiosk/running-sale.ts';
import type { QrVerification } from '#core/kiosk/qr-verification.ts';
import type { TestSale } from '#core/kiosk/test-sale.ts';
import type { KioskSnapshot, RunningSale, ServiceView, StockNote } from '#core/kiosk/snapshot.ts';
import { screenOf } from '#core/settings/settings.ts';
import type { SetupHold } from '#core/setup/setup.ts';
import { currentSheet, sheetStateOf, type SheetState } from '#core/kiosk/sheet-state.ts';
import type { PrintHistory } from '#core/sheet/print-history.ts';
import type { UpdateView } from '#core/update/update-view.ts';
import type { RelayFacts } from '#core/store/relay-memory.ts';
import type { Clock, Unsubscribe } from '#core/base/ports.ts';
import type { StartedSale } from '#core/sale/state.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { LinkWatch } from './link-watch.ts';
import type { MachineSupervisor } from './machine-supervisor.ts';
import type { SalesReadiness } from './readiness.ts';
import type { Runner } from './runner.ts';

/** The screen calls a snapshot old after 2 s (design §8). */
export const PUBLISH_EVERY_MS = 1_000;
/** Changes that come together are shown together. */
const GATHER_MS = 50;
const SHOWN_SALES = 10;

export interface PublisherDeps {
  readonly machineId: string;
  readonly version: string;
  readonly store: SaleStore;
  readonly clock: Clock;
  readonly runner: Runner;
  readonly links: LinkWatch;
  readonly readiness: () => SalesReadiness;
  readonly memory: () => RelayFacts;
  readonly supervisor: Pick<MachineSupervisor, 'view' | 'slotViews'>;
  readonly serviceView: () => ServiceView;
  readonly setUpHold: () => SetupHold | undefined;
  readonly qrVerification: () => QrVerification | undefined;
  readonly testSale: () => TestSale | undefined;
  readonly updateView: () => UpdateView;
  readonly printHistory: Pick<PrintHistory, 'last' | 'lastPrint'>;
}

export interface Publisher {
  start(): void;
  /** Tells the listeners soon. */
  publish(): void;
  snapshot(): KioskSnapshot;
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): Unsubscribe;
  stop(): void;
}

function startOfDayMs(nowMs: number): number {
  return new Date(nowMs).setHours(0, 0, 0, 0);
}

function noteOf(slot: Slot): StockNote | undefined {
  const { selection, product, stock } = slot;
  if (slot.isLatched) return { selection, product, stock, note: 'latched' };
  if (slot.isCountDue) return { selection, product, stock, note: 'countMe' };
  if (slot.isBlocked) return undefined;
  if (stock === 0) return { selection, product, stock, note: 'empty' };
  return isLow(slot) ? { selection, product, stock, note: 'low' } : undefined;
}

/** The read model: one whole snapshot with a rising revision. */
export function createPublisher(deps: PublisherDeps): Publisher {
  const { clock, store, runner, links } = deps;
  const listeners = new Set<(snapshot: KioskSnapshot) => void>();
  const enteredAt = new Map<StartedSale['name'], number>();
  let shownReference: string | undefined;
  let revision = 0;
  let cancelGather: (() => void) | undefined;
  let cancelTick: (() => void) | undefined;

  function running(): RunningSale | undefined {
    const sale = runner.activeSale();
    if (sale === undefined) return undefined;
    if (shownReference !== sale.reference) enteredAt.clear();
    shownReference = sale.reference;
    noteEntered(enteredAt, sale);
    return runningSaleOf(sale, enteredAt, runner.deadlineOf(sale.reference));
  }

  function sheetState({ slots, settings }: SalesReadiness): SheetState {
    const { location, terms, qr } = deps.memory();
    const now = currentSheet({
      machineId: deps.machineId,
      location,
      currency: terms?.currency ?? 'NOK',
      code: qr?.content,
      settings,
      slots,
      atMs: clock.nowMs(),
    });
    return sheetStateOf(now, (kind) => deps.printHistory.last(kind)?.content);
  }

  function buildSnapshot(): KioskSnapshot {
    const sale = running();
    const facts = links.facts();
    const standing = deps.readiness();
    const { slots, settings, notReady: reasons } = standing;
    const nowMs = clock.nowMs();
    const serving = reasons.length === 0 ? 'ready' : 'notReady';
    revision += 1;
    return {
      revision,
      atMs: nowMs,
      version: deps.version,
      machineId: deps.machineId,
      location: deps.memory().location,
      currency: deps.memory().terms?.currency ?? 'NOK',
      state: sale === undefined ? serving : 'busy',
      reasons,
      relay: {
        state: facts.relay,
        latencyMs: links.latencyMs(),
        detail: links.details().relay,
      },
      hardware: {
        state: facts.hardware,
        machine: facts.machine,
        detail: links.details().hardware,
      },
      machine: deps.supervisor.view(slots, settings),
      slots: deps.supervisor.slotViews(slots, deps.memory().terms?.currency ?? 'NOK'),
      service: deps.serviceView(),
      setUpHold: deps.setUpHold(),
      screen: screenOf(settings),
      sale,
      lastSales: store.lastSales(SHOWN_SALES),
      settlingCount: runner.openSales().length - (sale === undefined ? 0 : 1),
      reviewCount: store.openReviewCount(),
      today: store.soldSince(startOfDayMs(nowMs)),
      stockNotes: slots.flatMap((slot) => noteOf(slot) ?? []),
      maxAmountMinor: standing.reserveMinor,
      capMinor: deps.memory().terms?.maxAmountCapMinor,
      qr: deps.memory().qr,
      testSale: deps.testSale(),
      sheet: sheetState(standing),
      print: deps.printHistory.lastPrint(),
      qrVerification: deps.qrVerification(),
      update: deps.updateView(),
    };
  }

  function notifyListeners(): void {
    cancelGather?.();
    cancelGather = undefined;
    if (listeners.size === 0) return;
    const snapshot = buildSnapshot();
    for (const listener of listeners) listener(snapshot);
  }

  function tick(): void {
    notifyListeners();
    cancelTick = clock.setTimer(PUBLISH_EVERY_MS, tick);
  }

  return {
    start: tick,
    publish: () => {
      // Noted at once: a state may be left again before the snapshot is due.
      running();
      cancelGather ??= clock.setTimer(GATHER_MS, notifyListeners);
    },
    snapshot: buildSnapshot,
    onSnapshot: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    stop: () => {
      cancelGather?.();
      cancelTick?.();
      listeners.clear();
    },
  };
}
