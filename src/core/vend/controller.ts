import type { FaultCode } from './fault.ts';
import type { Unsubscribe } from '../base/ports.ts';
import type { Result } from '../base/result.ts';
import type { DropConfirmation, DeviceControls } from './device-controls.ts';
import type { VendFault } from './vend-fault.ts';

/** What a driver can do; screens show nothing else (design §7). */
export interface VendCapabilities {
  readonly priceOwner: 'machine' | 'app';
  readonly keypad: boolean;
  readonly canDispense: boolean;
  readonly motorTest: boolean;
  readonly dropSensor: boolean;
  readonly stockOnDevice: boolean;
  readonly temperature: boolean;
  readonly door: boolean;
  readonly light: boolean;
  readonly machineDisplay: boolean;
  /** Credit is shown to the machine before the selection (authorise first). */
  readonly preauthSession: boolean;
  readonly alwaysIdle: boolean;
  readonly cashSale: boolean;
}

export type LinkState = 'down' | 'opening' | 'up';

/**
 * offline: no link. inactive/disabled: the machine's controller is not ready for us. enabled: waiting for
 * a customer. session: credit offered. selecting: a selection waits for our answer. vending: approved, result pending.
 */
export type MachineState =
  'offline' | 'inactive' | 'disabled' | 'enabled' | 'session' | 'selecting' | 'vending';

export interface VendSelection {
  /** Unique for ever (ULID): names one request of the machine. */
  readonly requestId: string;
  /** The machine's own number for what was chosen; absent when the machine does not say (FFFF, 0). */
  readonly item: number | undefined;
  /** Minor units; absent when the app owns the prices. */
  readonly priceMinor: number | undefined;
  /** The request must be answered within this time (the machine's own time-out − 2 s). */
  readonly answerWithinMs: number;
}

/** A request of an earlier life of the kiosk whose result was never heard. */
export interface RememberedRequest {
  readonly requestId: string;
  readonly item: number | undefined;
}

export type VendOutcome =
  | 'succeeded'
  | 'failed'
  /** The machine took the request back before it was approved. */
  | 'cancelled'
  /** Approved, and the result will never be known from the device: reset, unplug, session over. */
  | 'unknown';

export type VendEvent =
  | { readonly kind: 'link'; readonly state: LinkState; readonly detail: string }
  | { readonly kind: 'machine'; readonly state: MachineState }
  | { readonly kind: 'selection'; readonly selection: VendSelection }
  /** The machine did not open the offered session. */
  | { readonly kind: 'sessionRefused'; readonly detail: string }
  /** An offered session is over and no vend of it is pending. */
  | { readonly kind: 'sessionEnded'; readonly by: 'machine' | 'app' | 'reset' | 'link' }
  /** Our approval came too late: nothing was approved (Qibixx `VEND -3`). */
  | { readonly kind: 'approvalRefused'; readonly requestId: string }
  | {
      readonly kind: 'vendResult';
      readonly requestId: string;
      readonly outcome: VendOutcome;
      /** The device's own words, for the log. */
      readonly detail: string;
      /** How a success is known; absent where the device does not say. */
      readonly confirmation?: DropConfirmation | undefined;
    }
  /** A fault is there, or its cause has gone. */
  | {
      readonly kind: 'fault';
      readonly code: FaultCode;
      readonly item: number | undefined;
      readonly isPresent: boolean;
      /** The device's own words. */
      readonly detail: string;
    }
  /** °C; undefined: the sensor is not read. */
  | { readonly kind: 'temperature'; readonly celsius: number | undefined }
  | { readonly kind: 'dropSensor'; readonly isOn: boolean }
  /** Somebody pressed “all filled” at the machine. */
  | { readonly kind: 'allFilled' }
  | {
      readonly kind: 'cashSale';
      readonly priceMinor: number | undefined;
      readonly item: number | undefined;
    }
  | { readonly kind: 'traffic'; readonly direction: 'in' | 'out'; readonly line: string };

export type DenyReason =
  | 'unpaid'
  | 'price-above-reservation'
  /** Vipps takes no payment as small as this price. */
  | 'price-below-least'
  | 'not-sellable'
  /** The payment has not the age limit that this selection needs. */
  | 'age-limit'
  | 'busy'
  | 'too-late'
  | 'shutting-down';

/**
 * A machine behind a driver. Every command resolves when its bytes are on the wire, or with a
 * fault when they cannot be; what the machine makes of it comes as an event.
 */
export interface VendController {
  readonly capabilities: VendCapabilities;
  /** Absent where the machine's own controller owns its motors. */
  readonly controls: DeviceControls | undefined;
  onEvent(listener: (event: VendEvent) => void): Unsubscribe;
  /** Opens the line and keeps reopening it until `stop`. */
  start(): void;
  /** Tells the machine that nobody serves it any more, then closes. */
  stop(): Promise<void>;
  offerSession(creditMinor: number): Promise<Result<void, VendFault>>;
  /** Ends an open session; does nothing when none is open. */
  endSession(): Promise<Result<void, VendFault>>;
  approve(requestId: string, amountMinor: number): Promise<Result<void, VendFault>>;
  deny(requestId: string, reason: DenyReason): Promise<Result<void, VendFault>>;
  /** Results that the machine still reports for this request belong to it alone. */
  rememberRequest(request: RememberedRequest): void;
  /** Runs the whole start-up sequence again, after a vend that never ended. */
  recover(): Promise<Result<void, VendFault>>;
}
