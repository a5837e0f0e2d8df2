import { type TemperatureReading } from '../health/temperature.ts';
import type { Fault, FaultCode } from '../vend/fault.ts';
import type { SlotDrop } from '../health/slot-health.ts';

export interface FaultReport {
  readonly code: FaultCode;
  readonly item: number | undefined;
  readonly selection: string | undefined;
  readonly detail: string;
  readonly atMs: number;
}

/** What the kiosk remembers of the machine itself. A method that cannot write throws `store/unwritable`. */
export interface MachineStore {
  /** Opens a fault, and in the same commit takes the slot out of sale that it stops. */
  raise(report: FaultReport): void;
  /** Closes the open fault of this code and item. The slot stays latched. */
  close(which: { readonly code: FaultCode; readonly item: number | undefined }, atMs: number): void;
  /** A technician has seen to the slot: its faults are closed and it sells again. False: there is no such slot. */
  clearSlot(selection: string, atMs: number): boolean;
  /** Oldest first. */
  openFaults(): readonly Fault[];
  /** Closed, newest first; `before`: the id of the last one shown. */
  pastFaults(before: number | undefined, limit: number): readonly Fault[];
  /** Something may have been pushed out by a test. */
  markForCount(selection: string): void;
  /** Every slot is full and counted. */
  fillAll(): void;
  /** What the machine asks for an item, minor units. */
  noteDevicePrice(told: {
    readonly item: number;
    readonly priceMinor: number;
    readonly atMs: number;
  }): void;
  noteTemperature(reading: TemperatureReading): void;
  /** Oldest first. */
  temperaturesSince(sinceMs: number): readonly TemperatureReading[];
  /** When it was last no warmer than this; when nothing is colder, the first reading; undefined: never measured. */
  lastColdAtMs(maxCelsius: number): number | undefined;
  /** The last drops of a slot, newest first. */
  drops(selection: string): readonly SlotDrop[];
}
