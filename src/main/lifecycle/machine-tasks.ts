import type { Slot } from '#core/slots/slot.ts';
import type { FaultCode } from '#core/vend/fault.ts';
import type { FinishedTask } from '#core/kiosk/machine-view.ts';
import type { Clock } from '#core/base/ports.ts';
import type { Result } from '#core/base/result.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { MachineStore } from '#core/store/machine-store.ts';
import type { VendController } from '#core/vend/controller.ts';
import type { MachineOrder } from '#core/vend/machine-order.ts';
import type {
  DropConfirmation,
  DeviceControls,
  MotorFinding,
  TestVendFinding,
} from '#core/vend/device-controls.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';
import type { FaultRegister } from './fault-register.ts';

type Outcome = FinishedTask['outcome'];

/** How an order ended. */
export type Ending = Pick<FinishedTask, 'outcome' | 'drop'>;

const ended = (outcome: Outcome): Ending => ({ outcome, drop: undefined });

export interface TestedMotor {
  readonly finding: MotorFinding;
  readonly atMs: number;
}

/** Carries out a technician's orders to the machine, whose turn it is. */
export interface MachineTasks {
  carryOut(order: MachineOrder): Promise<Ending>;
  /** What the last test of a motor found. */
  tested(item: number): TestedMotor | undefined;
}

function confirmationOf(found: TestVendFinding | undefined): DropConfirmation | undefined {
  return found?.outcome === 'dropped' ? found.confirmation : undefined;
}

export function createMachineTasks(deps: {
  readonly machine: VendController;
  readonly store: MachineStore;
  readonly health: Pick<HealthStore, 'noteTestVend'>;
  readonly slots: () => readonly Slot[];
  readonly faults: FaultRegister;
  readonly clock: Clock;
  readonly onScanned: (item: number, done: number, total: number) => void;
}): MachineTasks {
  const { machine, store, faults, clock } = deps;
  const tested = new Map<number, TestedMotor>();

  async function test(controls: DeviceControls, item: number, isTurned: boolean): Promise<Outcome> {
    const result = await (isTurned ? controls.turnMotor(item) : controls.detectMotor(item));
    const selection = deps.slots().find((slot) => slot.item === item)?.selection;
    // Whatever lay in front has been pushed out, and nobody bought it.
    if (isTurned && selection !== undefined) store.markForCount(selection);
    if (!result.ok) return 'no-answer';
    tested.set(item, { finding: result.value, atMs: clock.nowMs() });
    return result.value === 'ok' ? 'done' : 'found-fault';
  }

  /** Counted apart from sales, whatever becomes of it. */
  async function testVend(controls: DeviceControls, item: number): Promise<Ending> {
    const atMs = clock.nowMs();
    const result = await controls.testVend(item);
    const slot = deps.slots().find((one) => one.item === item);
    const found = result.ok ? result.value : undefined;
    const confirmation = confirmationOf(found);
    const selection = slot?.selection ?? String(item);
    store.markForCount(selection);
    deps.health.noteTestVend({
      atMs,
      item,
      selection,
      outcome: found?.outcome ?? 'no-answer',
      drop: confirmation?.drop,
      tookMs: confirmation?.tookMs,
    });
    if (found === undefined) return ended('no-answer');
    return {
      outcome: confirmation === undefined ? 'found-fault' : 'done',
      drop: confirmation?.drop,
    };
  }

  async function scan(controls: DeviceControls): Promise<Outcome> {
    const items = deps.slots().map((slot) => slot.item);
    let outcome: Outcome = 'done';
    for (const [done, item] of items.entries()) {
      deps.onScanned(item, done, items.length);
      const found = await test(controls, item, false);
      if (found === 'no-answer') return found;
      if (found === 'found-fault') outcome = found;
    }
    return outcome;
  }

  /** The controller forgets first: it may hold back what we would sell again. */
  async function clearing(forget: () => void): Promise<Outcome> {
    const told = await machine.controls?.clearFaults();
    if (told?.ok === false) return 'no-answer';
    forget();
    faults.reread();
    return 'done';
  }

  function clearFault(code: FaultCode): void {
    for (const { selection, stops, ...fault } of faults.open()) {
      const isItsSlot = fault.code === code && stops === 'slot';
      if (isItsSlot && selection !== undefined) store.clearSlot(selection, clock.nowMs());
    }
    faults.clear(code);
  }

  async function plain(answer: Promise<Result<unknown, VendFault>>): Promise<Outcome> {
    const result = await answer;
    if (!result.ok) return 'no-answer';
    return result.value === false ? 'found-fault' : 'done';
  }

  async function withTools(
    controls: DeviceControls,
    order: Exclude<MachineOrder, { kind: 'clearSlot' | 'clearFault' | 'testVend' }>,
  ): Promise<Outcome> {
    switch (order.kind) {
      case 'turnMotor':
        return test(controls, order.item, true);
      case 'scanMotors':
        return scan(controls);
      case 'coupleMotors':
        return plain(controls.coupleMotors(order.item, order.motors));
      case 'testDropSensor':
        return plain(controls.testDropSensor());
      case 'setDropSensor':
        return plain(controls.setDropSensor(order.isOn));
      case 'setClimate':
        return plain(controls.setClimate(order.climate));
      case 'setLight':
        return plain(controls.setLight(order.fromHour, order.toHour));
    }
  }

  async function carryOut(order: MachineOrder): Promise<Ending> {
    if (order.kind === 'clearSlot') {
      return ended(await clearing(() => store.clearSlot(order.selection, clock.nowMs())));
    }
    if (order.kind === 'clearFault') {
      const forget = (): void => {
        clearFault(order.code);
      };
      return ended(await clearing(forget));
    }
    const { controls } = machine;
    if (controls === undefined) return ended('no-answer');
    return order.kind === 'testVend'
      ? testVend(controls, order.item)
      : ended(await withTools(controls, order));
  }

  return { carryOut, tested: (item) => tested.get(item) };
}
