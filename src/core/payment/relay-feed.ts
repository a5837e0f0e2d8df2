import type { PaymentReference } from '../base/ids.ts';
import type { Unsubscribe } from '../base/ports.ts';
import type { PaymentFact } from '../sale/event.ts';
import type { LinkState } from '../vend/controller.ts';
import type { SalesTerms } from './sales-terms.ts';
import type { OperatorAlerts } from './operator-alerts.ts';

export interface CheckIn {
  readonly checkInId: string;
  readonly customerToken: string;
  /** Judged by the relay's clock, milliseconds. */
  readonly ageMs: number;
  /** The step of a trace that it came in (W3C Trace Context). */
  readonly traceparent?: string | undefined;
}

export interface CheckInAnswer {
  readonly accepted: boolean;
  readonly reason: string | undefined;
}

export type RelayEvent =
  | {
      readonly kind: 'link';
      readonly state: LinkState;
      readonly detail: string;
      /** Another PC was enrolled as this machine: the credential of this one is worth nothing any more. */
      readonly isReplaced?: boolean | undefined;
    }
  | {
      readonly kind: 'welcome';
      readonly terms: SalesTerms;
      readonly location: string;
      /** Kiosk clock minus relay clock. */
      readonly clockOffsetMs: number;
    }
  | { readonly kind: 'latency'; readonly roundTripMs: number }
  | { readonly kind: 'checkInVoid'; readonly checkInId: string }
  /** During a QR verification: somebody scanned the QR of another machine of the sales unit. */
  | { readonly kind: 'scanElsewhere'; readonly machineId: string; readonly location: string }
  /** A signed update file, or the word that there is none for this machine (docs/updates.md). */
  | { readonly kind: 'updateOffer'; readonly ring: string; readonly update: string | undefined }
  /** A verified webhook about one of this machine's payments. */
  | {
      readonly kind: 'payment';
      readonly reference: PaymentReference;
      readonly fact: PaymentFact;
      readonly traceparent?: string | undefined;
    };

export interface MachineAvailability {
  readonly state: 'ready' | 'busy' | 'notReady';
  readonly reasons: readonly string[];
  /** Codes of the open faults, oldest first. */
  readonly faults?: readonly string[];
  readonly lastSaleAtMs?: number | undefined;
}

/** The link to the relay. */
export interface RelayFeed extends OperatorAlerts {
  /** A payment event is acknowledged after every listener returned without throwing. */
  onEvent(listener: (event: RelayEvent) => void): Unsubscribe;
  /** Decides, at once and for good, on a check-in. Set before `start`. */
  onCheckIn(decide: (checkIn: CheckIn) => CheckInAnswer): void;
  start(): void;
  stop(): Promise<void>;
  /** Sent with the heartbeat, and at once when it differs from the last. */
  reportAvailability(presence: MachineAvailability): void;
  /** The relay reports one scan at another machine of the sales unit within this time. */
  reportScansElsewhere(withinMs: number): void;
}

/** What the relay last said; used while it is away. */
export interface LastKnownRelay {
  readonly terms: SalesTerms | undefined;
  readonly location: string | undefined;
}
