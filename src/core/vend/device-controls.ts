import type { Result } from '../base/result.ts';
import type { VendFault } from './vend-fault.ts';

/** What a test of one motor found. */
export type MotorFinding = 'ok' | 'runsOn' | 'missing' | 'unreachable' | 'shorted';

/** How a vend that nobody pays for ended. */
export type TestVendFinding =
  | { readonly outcome: 'dropped'; readonly confirmation: DropConfirmation }
  | { readonly outcome: 'failed' };

/** One selection as the machine's own controller is to know it. */
export interface DeviceSlot {
  readonly item: number;
  /** Minor units. */
  readonly priceMinor: number;
  readonly stock: number;
  readonly capacity: number;
}

export interface ClimateOrder {
  readonly mode: 'cool' | 'heat' | 'constant' | 'off';
  /** °C. */
  readonly celsius: number;
}

/** Whether a sensor saw the product fall, and how long the machine took, milliseconds. */
export interface DropConfirmation {
  readonly drop: 'confirmed' | 'assumed';
  readonly tookMs: number;
}

/**
 * The machine of a driver that owns its hardware. Every call answers within 15 s, a test vend within 60 s; `serial/…`
 * when it cannot.
 */
export interface DeviceControls {
  /** Turns one motor once. A product that falls is not sold. */
  turnMotor(item: number): Promise<Result<MotorFinding, VendFault>>;
  /** Drives one selection as a sale does. The product is not sold. */
  testVend(item: number): Promise<Result<TestVendFinding, VendFault>>;
  /** Checks that a motor is connected, without turning it. */
  detectMotor(item: number): Promise<Result<MotorFinding, VendFault>>;
  /** The controller forgets its jams and motor errors, and sells those selections again. */
  clearFaults(): Promise<Result<void, VendFault>>;
  /** One selection turns 1, 2 or 3 motors together. */
  coupleMotors(item: number, motors: 1 | 2 | 3): Promise<Result<void, VendFault>>;
  setDropSensor(isOn: boolean): Promise<Result<void, VendFault>>;
  /** Whether the sensor sees what it should. */
  testDropSensor(): Promise<Result<boolean, VendFault>>;
  setClimate(order: ClimateOrder): Promise<Result<void, VendFault>>;
  /** Hours of the day, 0 to 24. */
  setLight(fromHour: number, toHour: number): Promise<Result<void, VendFault>>;
  /** Tells the controller, little by little, what the catalogue says. */
  keepCatalogue(slots: readonly DeviceSlot[]): void;
}
