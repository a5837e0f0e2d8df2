import type { AlertStore } from './alerts.ts';
import type { AuditStore } from './audit.ts';
import type { CheckInStore } from './check-ins.ts';
import type { ClusterStore } from './cluster.ts';
import type { DeliveryStore } from './deliveries.ts';
import type { FleetStore } from './fleet.ts';
import type { KeptBundleStore } from './kept-bundles.ts';
import type { EnrolmentCodeStore, MachineStore } from './machines.ts';
import type { RefundStore } from './payment-limits.ts';
import type { QrTextStore } from './qr-texts.ts';
import type { UpdateRingStore } from './update-rings.ts';
import type { WebhookRegistrationStore } from './webhook-registrations.ts';

/**
 * Everything the relay stores, one port for each aggregate. Asynchronous, since the database may run on another computer;
 * a write is durable when it resolves.
 */
export interface RelayStore {
  readonly machines: MachineStore;
  readonly enrolmentCodes: EnrolmentCodeStore;
  readonly bundles: KeptBundleStore;
  readonly deliveries: DeliveryStore;
  readonly registrations: WebhookRegistrationStore;
  readonly checkIns: CheckInStore;
  readonly refunds: RefundStore;
  readonly alerts: AlertStore;
  readonly qrTexts: QrTextStore;
  readonly updateRings: UpdateRingStore;
  readonly fleet: FleetStore;
  readonly audit: AuditStore;
  /** Undefined: the store is for one process. */
  readonly cluster: ClusterStore | undefined;
  close(): Promise<void>;
}
