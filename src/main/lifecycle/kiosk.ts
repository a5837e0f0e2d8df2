import { availabilityOf } from './machine-availability.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { MachineId, PaymentReference } from '#core/base/ids.ts';
import type { KioskSnapshot, ServiceView } from '#core/kiosk/snapshot.ts';
import type { PaymentGateway } from '#core/payment/payment-gateway.ts';
import type { RelayEvent, RelayFeed } from '#core/payment/relay-feed.ts';
import type { Clock, Log, Unsubscribe } from '#core/base/ports.ts';
import { pendingResultOf } from '#core/sale/late-result.ts';
import type { LockOut } from '#core/replacement/lock-out.ts';
import type { SetupHold } from '#core/setup/setup.ts';
import type { PrintHistory } from '#core/sheet/print-history.ts';
import type { OperatorCommand, OperatorCommands } from '#core/store/operator-commands.ts';
import type { UpdateView } from '#core/update/update-view.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { MachineStore } from '#core/store/machine-store.ts';
import type { RelayMemoryStore } from '#core/store/relay-memory.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { VendController, VendEvent } from '#core/vend/controller.ts';
import { createOperatorCommandQueue } from './operator-command-queue.ts';
import { createCreditTimes } from './credit-times.ts';
import { createEventRouter } from './event-router.ts';
import { createLinkWatch, type LinkWatch } from './link-watch.ts';
import { createMachineSupervisor, type MachineSupervisor } from './machine-supervisor.ts';
import { createPublisher } from './publisher.ts';
import { createReadiness } from './readiness.ts';
import { createRunner, type Runner } from './runner.ts';
import { createScanPause } from './scan-pause.ts';
import { createSaleNotes, type Explain, type SaleNotes } from './sale-notes.ts';
import { createShutdown } from './shutdown.ts';
import { repeatReceiptAlerts } from './repeat-alerts.ts';
import { createTechnicianScans } from './technician-scans.ts';
import { createWriteTest } from './write-test.ts';

export interface KioskDeps {
  readonly machineId: MachineId;
  readonly version: string;
  readonly store: SaleStore;
  readonly machineStore: MachineStore;
  readonly health: HealthStore;
  readonly machine: VendController;
  readonly gateway: PaymentGateway;
  readonly feed: RelayFeed;
  readonly commands: OperatorCommands;
  readonly clock: Clock;
  readonly log: Log;
  readonly newUlid: () => string;
  readonly keepToken: (reference: string, customerToken: string) => void;
  /** What the relay told last, also before the kiosk last stopped. */
  readonly relayMemory: Pick<RelayMemoryStore, 'load' | 'keepWelcome'>;
  /** What a line of the machine means. */
  readonly explain: Explain;
  /** Whether an unfinished set-up keeps the machine out of sale. */
  readonly setUpHold: () => SetupHold | undefined;
  readonly lockOut: LockOut;
  /** Whether the disk has room for a sale and everything beside it. */
  readonly hasRoom: () => boolean;
  /** New versions: what is shown of them, and whether one keeps the machine out of sale now. */
  readonly updates: { readonly view: () => UpdateView; readonly isHeld: () => boolean };
  /** What was printed and saved. */
  readonly printHistory: Pick<PrintHistory, 'last' | 'lastPrint'>;
}

/** The machine at work, on whatever ports it was given. */
export interface Kiosk {
  /** Takes up unfinished sales, then opens the hardware and the link to the relay. `serviceView`: who is at the screen. */
  start(screen: { readonly serviceView: () => ServiceView }): void;
  snapshot(): KioskSnapshot;
  /** Called with every new snapshot, at least once a second. */
  onSnapshot(listener: (snapshot: KioskSnapshot) => void): Unsubscribe;
  /** The world outside the sale changed what is shown (a new QR picture, another location). */
  publishNow(): void;
  /** A person's order, taken at once: `done`, or why not. */
  giveCommand(order: OperatorCommand): Promise<string>;
  /** How the two links are, for those who look after the machine. */
  links(): Pick<LinkWatch, 'facts' | 'roundTripsMs'>;
  /** What Vipps answered in a sale. */
  readonly notes: Pick<SaleNotes, 'addAnswer'>;
  readonly machine: Pick<MachineSupervisor, 'isTaskRunning' | 'isDoorOpen' | 'hasDoor'>;
  stop(): Promise<void>;
}

/** Before the kiosk starts. */
const NOBODY: ServiceView = { session: undefined, hasPeople: false, doorWait: undefined };

function keepWelcome(
  { relayMemory, log }: Pick<KioskDeps, 'relayMemory' | 'log'>,
  { terms, location }: Extract<RelayEvent, { kind: 'welcome' }>,
): void {
  try {
    relayMemory.keepWelcome({ terms, location });
  } catch (error) {
    log.error('kiosk.relay-facts-not-kept', { reason: reasonOf(error) });
  }
}

/**
 * The relay says that another PC is this machine now: nothing is offered here any more. What is on its way through the
 * machine is still heard and written down, but only the other PC moves money.
 */
function endAsReplaced(
  { lockOut, log }: Pick<KioskDeps, 'lockOut' | 'log'>,
  runner: Pick<Runner, 'openSales' | 'dispatch'>,
): void {
  if (lockOut.isReplaced()) return;
  const openSales = runner.openSales();
  log.error('kiosk.replaced', { openSales: openSales.map(({ reference }) => reference) });
  try {
    lockOut.noteReplaced();
  } catch (error) {
    log.error('kiosk.relay-facts-not-kept', { reason: reasonOf(error) });
  }
  for (const { reference } of openSales) runner.dispatch(reference, { kind: 'kiosk.replaced' });
}

/** Joins runner, event router and snapshot publisher. Knows ports only. */
export function createKiosk(deps: KioskDeps): Kiosk {
  const { store, machine, feed, relayMemory, clock, log } = deps;
  let serviceView = (): ServiceView => NOBODY;
  let isStopping = false;
  let isInServiceMode = false;
  const links = createLinkWatch({ store: deps.health, clock, log });
  const publish = (): void => {
    publisher.publish();
  };
  const scans = createTechnicianScans({
    ...deps,
    isInServiceMode: () => isInServiceMode,
    onChange: publish,
  });
  const writeTest = createWriteTest(deps);
  const scanPause = createScanPause({ store, clock });

  const activeSale = (): PaymentReference | undefined => runner.activeSale()?.reference;
  const notes = createSaleNotes({ ...deps, activeSale });
  const runner = createRunner({
    ...deps,
    notes,
    alerts: feed,
    isMachineReady: () => !isStopping && links.canOffer(),
    relayNowMs: () => links.relayNowMs(),
    onWriteFailed: () => {
      writeTest.doubt();
    },
    onChange: publish,
  });
  const supervisor = createMachineSupervisor({
    ...deps,
    store: deps.machineStore,
    slots: () => store.slots(),
    settings: () => store.settings(),
    isInServiceMode: () => isInServiceMode,
    isSaleRunning: () => runner.activeSale() !== undefined,
    onChange: publish,
  });

  const readiness = createReadiness({
    store,
    terms: () => relayMemory.load().terms,
    links,
    runner,
    supervisor: supervisor,
    canWriteStore: () => writeTest.canWrite(),
    hasHeldSelection: () => router.hasHeldSelection(),
    isInServiceMode: () => isInServiceMode,
    isSetUpUnfinished: () => deps.setUpHold() === 'held',
    isReplaced: () => deps.lockOut.isReplaced(),
    ...{ isUpdating: deps.updates.isHeld, isStopping: () => isStopping },
    isScanPaused: scanPause.isOn,
    clock,
  });
  const router = createEventRouter({
    ...deps,
    runner,
    salesTerms: () => relayMemory.load().terms,
    notReady: () => readiness.notReady(),
    scans,
    planPayment: (held) => readiness.plan(held),
    notes,
    onChange: publish,
  });
  const noteCreditShown = createCreditTimes({ ...deps, runner });
  function setService(isOn: boolean): void {
    isInServiceMode = isOn;
    if (!isOn) scans.end();
    log.info('service.mode', { isOn });
    publisher.publish();
  }
  const commandQueue = createOperatorCommandQueue({
    ...deps,
    runner,
    onService: setService,
    onScan: (order) => scans.order(order),
    onMachine: async (order) => {
      const done = await supervisor.order(order);
      return done.ok ? 'done' : done.error;
    },
  });
  const publisher = createPublisher({
    ...deps,
    runner,
    links,
    supervisor,
    readiness: () => readiness.now(),
    memory: () => relayMemory.load(),
    serviceView: () => serviceView(),
    qrVerification: () => scans.qrVerification.view(),
    testSale: () => scans.testSale.view(),
    updateView: deps.updates.view,
  });
  publisher.onSnapshot((snapshot) => {
    supervisor.keepCatalogue(snapshot.slots);
    feed.reportAvailability(availabilityOf(snapshot));
  });

  function onRelayEvent(event: RelayEvent): void {
    links.onRelayEvent(event);
    if (event.kind === 'link' && event.isReplaced === true) endAsReplaced(deps, runner);
    if (event.kind === 'welcome') keepWelcome(deps, event);
    if (event.kind === 'scanElsewhere') scans.qrVerification.onScanElsewhere(event);
    router.onRelayEvent(event);
    publisher.publish();
  }
  function onVendEvent(event: VendEvent): void {
    notes.onVendEvent(event);
    links.onVendEvent(event);
    // A fault takes its slot out of sale before its sale is told of the failure.
    supervisor.onVendEvent(event);
    router.onVendEvent(event);
    if (event.kind === 'machine' && event.state === 'session') noteCreditShown();
    if (event.kind !== 'traffic') publisher.publish();
  }

  return {
    start: (screen) => {
      ({ serviceView } = screen);
      runner.recover();
      repeatReceiptAlerts({ store, clock, alerts: feed });
      const owed = runner.openSales().flatMap((sale) => pendingResultOf(sale) ?? []);
      for (const { requestId, item } of owed) machine.rememberRequest({ requestId, item });
      feed.onCheckIn((checkIn) => router.onCheckIn(checkIn));
      feed.onEvent(onRelayEvent);
      machine.onEvent(onVendEvent);
      publisher.start();
      feed.start();
      machine.start();
      commandQueue.start();
    },
    snapshot: () => publisher.snapshot(),
    onSnapshot: (listener) => publisher.onSnapshot(listener),
    links: () => links,
    publishNow: publish,
    notes,
    giveCommand: (order) => commandQueue.give({ id: deps.newUlid(), order }),
    machine: supervisor,
    stop: async () => {
      isStopping = true;
      publisher.publish();
      commandQueue.stop();
      await createShutdown({ runner, clock, log }).finishSales();
      router.stop();
      scans.end();
      supervisor.stop();
      await machine.stop();
      runner.stop();
      publisher.stop();
      notes.stop();
      await feed.stop();
    },
  };
}
