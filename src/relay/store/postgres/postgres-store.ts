import type { RelayStore } from '../ports/relay-store.ts';
import { createAlertStore } from './alerts.ts';
import { createAuditStore } from './audit.ts';
import { createCheckInStore } from './check-ins.ts';
import {
  createLeaseStore,
  createLimitStore,
  createProcessStore,
  createSealedCheckInStore,
} from './cluster.ts';
import { createPostgresAccess, type PoolOptions } from './database-access.ts';
import { createDeliveryStore } from './deliveries.ts';
import { createFleetStore } from './fleet.ts';
import { createLinkStore } from './links.ts';
import { createKeptBundleStore } from './kept-bundles.ts';
import { createEnrolmentCodeStore, createMachineStore } from './machines.ts';
import { FOR_MIGRATIONS, migrate } from './migrate.ts';
import { createRefundStore } from './payment-limits.ts';
import { createQrTextStore } from './qr-texts.ts';
import { createWakeUpStore } from './wake-ups.ts';
import { createUpdateRingStore } from './update-rings.ts';
import { createWebhookRegistrationStore } from './webhook-registrations.ts';

/** Brings the database to this version's schema, and opens a pool of connections to it. Throws `store/…`. */
export async function openPostgresStore(url: string, options?: PoolOptions): Promise<RelayStore> {
  const migrations = createPostgresAccess(url, FOR_MIGRATIONS);
  try {
    await migrate(migrations);
  } finally {
    await migrations.close();
  }
  const access = createPostgresAccess(url, options);
  return {
    machines: createMachineStore(access),
    enrolmentCodes: createEnrolmentCodeStore(access),
    bundles: createKeptBundleStore(access),
    deliveries: createDeliveryStore(access),
    registrations: createWebhookRegistrationStore(access),
    checkIns: createCheckInStore(access),
    refunds: createRefundStore(access),
    alerts: createAlertStore(access),
    qrTexts: createQrTextStore(access),
    updateRings: createUpdateRingStore(access),
    fleet: createFleetStore(access),
    audit: createAuditStore(access),
    cluster: {
      processes: createProcessStore(access),
      links: createLinkStore(access),
      sealedCheckIns: createSealedCheckInStore(access),
      leases: createLeaseStore(access),
      limits: createLimitStore(access),
      wakeUps: createWakeUpStore(access, url),
    },
    close: () => access.close(),
  };
}
