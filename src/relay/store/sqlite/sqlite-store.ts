import type { Clock, Log } from '#core/base/ports.ts';
import { openDatabase, type Database } from '#sqlite/database.ts';
import type { RelayStore } from '../ports/relay-store.ts';
import { createAlertStore } from './alerts.ts';
import { createAuditStore } from './audit.ts';
import { createCheckInStore } from './check-ins.ts';
import { createBlockingAccess, createQueuedAccess } from './database-access.ts';
import { createDeliveryStore } from './deliveries.ts';
import { createFleetStore } from './fleet.ts';
import { createKeptBundleStore } from './kept-bundles.ts';
import { createEnrolmentCodeStore, createMachineStore } from './machines.ts';
import { createRefundStore } from './payment-limits.ts';
import { createQrTextStore } from './qr-texts.ts';
import { RELAY_MIGRATIONS } from './schema.ts';
import { createUpdateRingStore } from './update-rings.ts';
import { createWebhookRegistrationStore } from './webhook-registrations.ts';

/**
 * Opens the relay's SQLite file. With a clock (the server) a lock that another program holds never stops the process;
 * without one (commands) SQLite waits for it. `log`: what could not be written while a customer waited. Throws `store/…`.
 */
export function openSqliteStore(path: string, clock?: Clock, log?: Log): RelayStore {
  return createSqliteStore(openRelayDatabase(path, clock !== undefined), clock, log);
}

/** `isServer`: a lock that another program holds is refused at once. */
export function openRelayDatabase(path: string, isServer: boolean): Database {
  const options = { path, migrations: RELAY_MIGRATIONS };
  return openDatabase(isServer ? { ...options, busyTimeoutMs: 0 } : options);
}

/** The stores on an open file; see `openSqliteStore`. */
export function createSqliteStore(db: Database, clock?: Clock, log?: Log): RelayStore {
  const access = clock === undefined ? createBlockingAccess(db) : createQueuedAccess(db, clock);
  return {
    machines: createMachineStore(db, access),
    enrolmentCodes: createEnrolmentCodeStore(db, access),
    bundles: createKeptBundleStore(db, access),
    deliveries: createDeliveryStore(db, access),
    registrations: createWebhookRegistrationStore(db, access),
    checkIns: createCheckInStore(db, access, log),
    refunds: createRefundStore(db, access),
    alerts: createAlertStore(db, access),
    qrTexts: createQrTextStore(db, access),
    updateRings: createUpdateRingStore(db, access),
    fleet: createFleetStore(db, access),
    audit: createAuditStore(db, access),
    cluster: undefined,
    close: access.close,
  };
}
