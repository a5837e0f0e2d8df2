import type { Clock } from '#core/base/ports.ts';
import { openDatabase } from '#sqlite/database.ts';
import type { RelayStore } from '../ports/relay-store.ts';
import { createAlertStore } from './alerts.ts';
import { createAuditStore } from './audit.ts';
import { createBlockingAccess, createQueuedAccess } from './database-access.ts';
import { createDeliveryStore } from './deliveries.ts';
import { createEnrolmentCodeStore, createMachineStore } from './machines.ts';
import { createCheckInGrantStore, createRefundStore } from './payment-limits.ts';
import { createQrTextStore } from './qr-texts.ts';
import { RELAY_MIGRATIONS } from './schema.ts';
import { createWebhookRegistrationStore } from './webhook-registrations.ts';

/**
 * Opens the relay's SQLite file. With a clock (the server) a lock that another program holds never stops the process;
 * without one (commands) SQLite waits for it. Throws `store/…`.
 */
export function openSqliteStore(path: string, clock?: Clock): RelayStore {
  const options = { path, migrations: RELAY_MIGRATIONS };
  const db = openDatabase(clock === undefined ? options : { ...options, busyTimeoutMs: 0 });
  const access = clock === undefined ? createBlockingAccess() : createQueuedAccess(clock);
  return {
    machines: createMachineStore(db, access),
    enrolmentCodes: createEnrolmentCodeStore(db, access),
    deliveries: createDeliveryStore(db, access),
    registrations: createWebhookRegistrationStore(db, access),
    grants: createCheckInGrantStore(db, access),
    refunds: createRefundStore(db, access),
    alerts: createAlertStore(db, access),
    qrTexts: createQrTextStore(db, access),
    audit: createAuditStore(db, access),
    close: () =>
      access.write(() => {
        db.close();
      }),
  };
}
