import { reasonOf } from '#core/base/errors.ts';
import type { Slot } from '#core/slots/slot.ts';
import { slotViewOf, type SlotView } from '#core/slots/slot-view.ts';
import type { FaultCode } from '#core/vend/fault.ts';
import { slotHealthOf, type SlotHealth } from '#core/health/slot-health.ts';
import type {
  FinishedTask,
  MachineTask,
  MachineView,
  MotorView,
  PressedKey,
} from '#core/kiosk/machine-view.ts';
import type { Currency } from '#core/money/money.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { MachineStore } from '#core/store/machine-store.ts';
import type { VendController, VendEvent, VendSelection } from '#core/vend/controller.ts';
import type { MachineOrder, OrderRefusal } from '#core/vend/machine-order.ts';
import type { DeviceSlot } from '#core/vend/device-controls.ts';
import { createFaultRegister } from './fault-register.ts';
import { createFoodSafetyWatch } from './food-safety-watch.ts';
import { createMachineTasks } from './machine-tasks.ts';

export interface MachineSupervisorDeps {
  readonly machine: VendController;
  readonly store: MachineStore;
  readonly health: Pick<HealthStore, 'noteTestVend'>;
  readonly slots: () => readonly Slot[];
  readonly settings: () => Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly isInServiceMode: () => boolean;
  readonly isSaleRunning: () => boolean;
  readonly onChange: () => void;
}

/** Looks after the machine outside a sale: faults, temperature, and what technicians order. */
export interface MachineSupervisor {
  onVendEvent(event: VendEvent): void;
  order(order: MachineOrder): Promise<Result<void, OrderRefusal>>;
  /** As the screens show it, with these slots and settings. */
  view(slots: readonly Slot[], settings: Settings): MachineView;
  isTaskRunning(): boolean;
  /** It tells of its door. */
  hasDoor(): boolean;
  /** As every screen shows them. */
  slotViews(slots: readonly Slot[], currency: Currency): readonly SlotView[];
  isDoorOpen(): boolean;
  hasMachineFault(): boolean;
  /** Tells the machine's own controller what the catalogue says now. */
  keepCatalogue(slots: readonly DeviceSlot[]): void;
  stop(): void;
}

/** Trends change slowly. */
const TRENDS_EVERY_MS = 60_000;

const STATE_OF_FAULT: Readonly<Partial<Record<FaultCode, MotorView['state']>>> = {
  motorJammed: 'jammed',
  motorRunsOn: 'runsOn',
  motorMissing: 'missing',
  motorUnreachable: 'unreachable',
  motorShorted: 'shorted',
};

export function createMachineSupervisor(deps: MachineSupervisorDeps): MachineSupervisor {
  const { machine, store, clock } = deps;
  const faults = createFaultRegister(deps);
  const food = createFoodSafetyWatch({ ...deps, faults });
  const tasks = createMachineTasks({
    ...deps,
    faults,
    onScanned: (item, done, total) => {
      setTask({ order: 'scanMotors', item, done, total });
    },
  });
  let trends: { atMs: number; bySelection: ReadonlyMap<string, SlotHealth> } | undefined;
  let isDropSensorOn: boolean | undefined;
  let task: MachineTask | undefined;
  let lastTask: FinishedTask | undefined;
  let lastKey: PressedKey | undefined;

  function selectionOf(item: number | undefined): string | undefined {
    return item === undefined
      ? undefined
      : deps.slots().find((slot) => slot.item === item)?.selection;
  }

  function healthOf(selection: string): SlotHealth {
    const nowMs = clock.monotonicMs();
    if (trends === undefined || nowMs - trends.atMs >= TRENDS_EVERY_MS) {
      const names = deps.slots().map((slot) => slot.selection);
      const bySelection = new Map(names.map((name) => [name, slotHealthOf(store.drops(name))]));
      trends = { atMs: nowMs, bySelection };
    }
    return trends.bySelection.get(selection) ?? slotHealthOf([]);
  }

  const isLikely = (selection: string): boolean => healthOf(selection).isLikelyToJam;

  function motorOf(slot: Slot): MotorView {
    const { item, selection, product } = slot;
    const fault = faults.open().find((one) => one.stops === 'slot' && one.item === item);
    const test = tasks.tested(item);
    const byFault = fault === undefined ? undefined : (STATE_OF_FAULT[fault.code] ?? 'stopped');
    return {
      item,
      selection,
      product,
      state: byFault ?? (slot.isLatched ? 'stopped' : (test?.finding ?? 'untested')),
      testedAtMs: test?.atMs,
      health: healthOf(selection),
    };
  }

  /** Where the machine owns the prices, ours may be another one. */
  function noteDevicePrice({ item, priceMinor }: VendSelection): void {
    if (item === undefined || priceMinor === undefined) return;
    const slot = deps.slots().find((one) => one.item === item);
    if (slot?.deviceMinor === priceMinor) return;
    store.noteDevicePrice({ item, priceMinor, atMs: clock.nowMs() });
  }

  /** Notes the key for the service screen and the machine's price. Selling is up to the sale. */
  function onKey(selection: VendSelection): void {
    const { item } = selection;
    if (item !== undefined && deps.isInServiceMode() && !deps.isSaleRunning()) {
      lastKey = { item, atMs: clock.nowMs() };
      deps.onChange();
    }
    noteDevicePrice(selection);
  }

  function handle(event: VendEvent): void {
    if (event.kind === 'temperature') food.onReading(event.celsius);
    else if (event.kind === 'selection') onKey(event.selection);
    else if (event.kind === 'dropSensor') isDropSensorOn = event.isOn;
    else if (event.kind === 'allFilled') store.fillAll();
    else if (event.kind === 'fault' && !event.isPresent) faults.causeGone(event.code);
    else if (event.kind === 'fault') {
      const { code, item, detail } = event;
      faults.raise({ code, item, detail, selection: selectionOf(item) });
    }
  }

  function setTask(next: MachineTask | undefined): void {
    task = next;
    deps.onChange();
  }

  function refusal(order: MachineOrder): OrderRefusal | undefined {
    const isClearing = order.kind === 'clearSlot' || order.kind === 'clearFault';
    if (!isClearing && machine.controls === undefined) return 'not-offered';
    if (!isClearing && !deps.isInServiceMode()) return 'not-in-service';
    if (task !== undefined) return 'task-running';
    if (machine.controls !== undefined && deps.isSaleRunning()) return 'sale-running';
    const isAboutSlot = 'item' in order || order.kind === 'clearSlot';
    if (!isAboutSlot) return undefined;
    const isOrdered = (slot: Slot): boolean =>
      'item' in order ? slot.item === order.item : slot.selection === order.selection;
    return deps.slots().some(isOrdered) ? undefined : 'no-such-slot';
  }

  return {
    onVendEvent: (event) => {
      try {
        handle(event);
      } catch (error) {
        // The machine will report it again. No money depends on it, so the sale goes on.
        const reason = reasonOf(error);
        deps.log.error('machine.report-not-kept', { event, reason });
      }
    },
    order: async (order) => {
      const refused = refusal(order);
      if (refused !== undefined) return err(refused);
      const item = 'item' in order ? order.item : undefined;
      setTask({ order: order.kind, item, done: 0, total: 1 });
      try {
        const ending = await tasks.carryOut(order);
        deps.log.info('machine.task-done', { order, ...ending });
        lastTask = { order: order.kind, item, atMs: clock.nowMs(), ...ending };
        return ending.outcome === 'no-answer' ? err('no-answer') : ok(undefined);
      } catch (error) {
        const reason = reasonOf(error);
        deps.log.error('machine.task-not-kept', { order, reason });
        return err('store-unwritable');
      } finally {
        setTask(undefined);
      }
    },
    view: (slots, settings) => ({
      capabilities: machine.capabilities,
      isInServiceMode: deps.isInServiceMode(),
      faults: faults.open(),
      motors: machine.capabilities.motorTest ? slots.map(motorOf) : [],
      celsius: food.celsius(),
      foodMaxCelsius: watchedCelsius(settings),
      isDropSensorOn,
      task,
      lastTask,
      lastKey,
    }),
    isTaskRunning: () => task !== undefined,
    hasDoor: () => machine.capabilities.door,
    slotViews: (slots, currency) => {
      const facts = { faults: faults.open(), currency, isLikelyToJam: isLikely };
      return slots.map((slot) => slotViewOf(slot, facts));
    },
    isDoorOpen: () => faults.isOpen('doorOpen'),
    hasMachineFault: () =>
      faults.open().some((fault) => fault.stops === 'machine' && fault.code !== 'doorOpen'),
    keepCatalogue: (slots) => {
      machine.controls?.keepCatalogue(slots);
    },
    stop: () => {
      faults.stop();
    },
  };
}

function watchedCelsius({ foodMaxCelsius }: Settings): number | undefined {
  return foodMaxCelsius === 'off' ? undefined : foodMaxCelsius;
}
