import type { HardwareCallMap } from '#contract/ipc/topics/hardware.ts';
import { REFUSAL_CODES } from '#contract/ipc/refusals.ts';
import type { Slot } from '#core/slots/slot.ts';
import type { Log } from '#core/base/ports.ts';
import { ok } from '#core/base/result.ts';
import type { AuditLog, ChangeKind } from '#core/changes/audit-log.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import type { MachineOrder } from '#core/vend/machine-order.ts';
import { refuse } from './answers.ts';
import { nameOf, type Handlers } from './handler.ts';

interface HardwareDeps {
  /** `done`, or why not. */
  readonly giveCommand: (order: OperatorCommand) => Promise<string>;
  readonly slots: () => readonly Slot[];
  readonly changes: AuditLog;
  readonly log: Log;
  readonly onChange: () => void;
}

const KINDS: Readonly<Record<MachineOrder['kind'], ChangeKind>> = {
  turnMotor: 'motorTurned',
  testVend: 'testVended',
  scanMotors: 'motorsScanned',
  clearSlot: 'slotCleared',
  clearFault: 'faultCleared',
  coupleMotors: 'motorsCoupled',
  testDropSensor: 'dropSensorTested',
  setDropSensor: 'dropSensorSwitched',
  setClimate: 'climateSet',
  setLight: 'lightSet',
};

/** What the audit log notes beside the kind, in no language. */
function detailOf(order: MachineOrder, selectionOf: (item: number) => string): string | undefined {
  switch (order.kind) {
    case 'turnMotor':
    case 'testVend':
      return selectionOf(order.item);
    case 'clearSlot':
      return order.selection;
    case 'clearFault':
      return order.code;
    case 'coupleMotors':
      return `${selectionOf(order.item)} × ${String(order.motors)}`;
    case 'setDropSensor':
      return order.isOn ? '1' : '0';
    case 'setClimate':
      return `${order.climate.mode} ${String(order.climate.celsius)} °C`;
    case 'setLight':
      return `${String(order.fromHour)}–${String(order.toHour)}`;
    case 'scanMotors':
    case 'testDropSensor':
      return undefined;
  }
}

/** The calls that move motors, sensors and climate: the same way as the command line's, and with a name in the audit log. */
export function createHardwareCalls(deps: HardwareDeps): Handlers<HardwareCallMap> {
  const selectionOf = (item: number): string =>
    deps.slots().find((slot) => slot.item === item)?.selection ?? String(item);
  return {
    orderMachine: async ({ order }, caller) => {
      const answer = await deps.giveCommand({ kind: 'machine', order });
      if (answer !== 'done') {
        return refuse(REFUSAL_CODES.find((code) => code === answer) ?? 'no-answer');
      }
      const noted = deps.changes.apply({
        kind: KINDS[order.kind],
        by: nameOf(caller),
        patches: [],
        detail: detailOf(order, selectionOf),
      });
      // The machine has done it; an unwritable audit log does not undo that.
      if (!noted.ok) deps.log.error('service.task-not-logged', { order, why: noted.error });
      deps.onChange();
      return ok(null);
    },
  };
}
