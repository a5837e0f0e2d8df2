import type { Fault } from '../vend/fault.ts';
import type { SlotHealth } from '../health/slot-health.ts';
import type { VendCapabilities } from '../vend/controller.ts';
import type { MachineOrder } from '../vend/machine-order.ts';
import type { DropConfirmation, MotorFinding } from '../vend/device-controls.ts';

/** One slot's motor, as far as it is known. */
export interface MotorView {
  readonly item: number;
  readonly selection: string;
  readonly product: string;
  /** The open fault that keeps it from being sold comes first. */
  readonly state: 'untested' | 'jammed' | 'stopped' | MotorFinding;
  readonly testedAtMs: number | undefined;
  readonly health: SlotHealth;
}

/** The machine itself, as the service screen shows it. */
export interface MachineView {
  readonly capabilities: VendCapabilities;
  readonly isInServiceMode: boolean;
  /** Open, oldest first. */
  readonly faults: readonly Fault[];
  /** Of a machine whose motors are ours. */
  readonly motors: readonly MotorView[];
  /** °C; undefined: never read, or not readable now. */
  readonly celsius: number | undefined;
  /** °C above which food is taken out of sale; undefined: not watched. */
  readonly foodMaxCelsius: number | undefined;
  readonly isDropSensorOn: boolean | undefined;
  /** What the machine does now on a technician's order. */
  readonly task: MachineTask | undefined;
  readonly lastTask: FinishedTask | undefined;
  /** The last key that was pressed at the machine in service mode, outside every sale. */
  readonly lastKey: PressedKey | undefined;
}

/** What the machine calls the key that somebody pressed. */
export interface PressedKey {
  readonly item: number;
  readonly atMs: number;
}

export interface MachineTask {
  readonly order: MachineOrder['kind'];
  readonly item: number | undefined;
  readonly done: number;
  readonly total: number;
}

/** How the last order ended. */
export interface FinishedTask {
  readonly order: MachineOrder['kind'];
  readonly item: number | undefined;
  readonly atMs: number;
  readonly outcome: 'done' | 'found-fault' | 'no-answer';
  /** Of a test vend that dropped. */
  readonly drop: DropConfirmation['drop'] | undefined;
}
