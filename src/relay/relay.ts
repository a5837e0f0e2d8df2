import { reasonOf } from '#core/errors.ts';
import type { Clock, Log } from '#core/ports.ts';
import { createServer, type RequestListener } from 'node:http';
import { createAdminApp, createRelayApp } from './app.ts';
import type { AlertChannel, RelayReport } from './alert-channels.ts';
import { createAlertEmail } from './alert-email.ts';
import { createAlertWebhook } from './alert-webhook.ts';
import { createAlertDesk } from './alerts.ts';
import { createAvailability } from './availability.ts';
import { createCheckInGrants } from './check-in-grants.ts';
import { createCheckIns } from './check-ins.ts';
import { createGuardedClock } from './clock.ts';
import type { RelayConfig } from './config.ts';
import { createDeliveryMarks } from './delivery-marks.ts';
import { createDoor } from './door.ts';
import { attachKioskSockets } from './kiosk-socket.ts';
import { closeServer, listen } from './listen.ts';
import { createMachineLinks } from './machine-links.ts';
import { createQrTexts } from './qr-texts.ts';
import { createRegistrations } from './registrations.ts';
import { createRefundLimit } from './refund-limit.ts';
import { enrolRoutes } from './routes/enrol.ts';
import { gatewayRoutes } from './routes/gateway.ts';
import { healthRoutes, livenessRoutes } from './routes/health.ts';
import { locationRoutes } from './routes/location.ts';
import { withWebhooks } from './routes/webhooks.ts';
import { createSalesUnits } from './sales-units.ts';
import { openSqliteStore } from './store/sqlite.ts';
import { createVippsHttp, type VippsHttp } from './vipps-http.ts';
import { createWebhookIntake } from './webhook-intake.ts';
import { createWebhookSecrets } from './webhook-secrets.ts';

/** Who opens a connection and then says nothing, or speaks slowly, does not keep it. Longer idle than proxies keep theirs. */
const SERVER_TIMES = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 75_000,
};

/** Where the operator's own programs find health and figures when relay.json does not say. */
const ADMIN = { host: '127.0.0.1', port: 0 };

/** The first check of the webhooks is waited for this long before the relay says that it is ready. */
const FIRST_CHECK_MS = 5_000;

export interface Relay {
  /** Listens; the addresses it listens at. Throws `status/port-in-use`. */
  start(): Promise<{ readonly url: string; readonly adminUrl: string }>;
  stop(): Promise<void>;
}

/** The ways to the operator that are set up. */
export function alertChannelsOf({ alerts }: RelayConfig, http: VippsHttp): readonly AlertChannel[] {
  return [
    ...(alerts.webhook === undefined ? [] : [createAlertWebhook(alerts.webhook, http)]),
    ...(alerts.email === undefined ? [] : [createAlertEmail(alerts.email)]),
  ];
}

/** The companion of many machines, in this process. Opens its database at once. Throws `store/…`. */
export function createRelay(
  config: RelayConfig,
  { clock: time, log }: { readonly clock: Clock; readonly log: Log },
): Relay {
  const clock = createGuardedClock(time, log);
  const store = openSqliteStore(config.databaseFile, clock);
  const http = createVippsHttp(clock);
  const units = createSalesUnits(config, { http, clock });
  const alerts = createAlertDesk({ store, channels: alertChannelsOf(config, http), clock, log });
  const marks = createDeliveryMarks({ store, clock, log });
  const links = createMachineLinks({
    store,
    units,
    marks,
    clock,
    log,
    onAlert: (machineId, message) => alerts.take(machineId, message),
    onUsedTwice: ({ machineId }) => {
      alerts.report({ kind: 'credentialUsedTwice', about: { machineId }, detail: '' });
    },
  });
  const report = (about: RelayReport): void => {
    alerts.report(about);
  };
  const texts = createQrTexts(store);
  const availability =
    config.presence === false
      ? undefined
      : createAvailability({
          ...{ store, links, units, texts, clock, log },
          afterMs: config.presence.afterSeconds * 1000,
        });
  const secrets = createWebhookSecrets(store, clock);
  const grants = createCheckInGrants({ store, clock, log });
  const refunds = createRefundLimit({ store, clock, report });
  const checkIns = createCheckIns({ store, links, clock, log, grants });
  const intake = createWebhookIntake({
    ...{ store, links, checkIns, units, secrets, clock, log },
    report,
  });
  const registrations = createRegistrations({ store, units, secrets, clock, log, report });
  const door = createDoor(config.trustedProxies, { clock, log });
  const basePath = new URL(config.publicUrl).pathname.replace(/\/$/, '');
  const app = createRelayApp({
    gateway: gatewayRoutes({ store, units, grants, refunds, door, clock, log }),
    enrol: enrolRoutes({ store, units, door, clock, log }),
    location: locationRoutes({
      ...{ store, units, texts, door, clock, log },
      onChanged: (machineId) => availability?.check(machineId),
    }),
    liveness: livenessRoutes(),
    basePath,
    log,
  });
  // Express answers as a request listener does.
  const listener: RequestListener = (request, response) => {
    app(request, response);
  };
  const server = createServer(SERVER_TIMES, withWebhooks({ intake, basePath, log }, listener));
  const adminApp = createAdminApp(healthRoutes({ store, links, registrations }), log);
  const adminServer = createServer(SERVER_TIMES, (request, response) => {
    adminApp(request, response);
  });
  for (const one of [server, adminServer]) {
    one.on('error', (error) => {
      log.error('a server reports', { error: reasonOf(error) });
    });
  }
  const closeSockets = attachKioskSockets(server, { store, links, door, log, basePath });

  return {
    start: async () => {
      try {
        const url = await listen(server, config.listen);
        const adminUrl = await listen(adminServer, config.admin ?? ADMIN);
        const bounded = new Promise<void>((resolve) => clock.setTimer(FIRST_CHECK_MS, resolve));
        alerts.start();
        availability?.start();
        await Promise.race([registrations.start(), bounded]);
        return { url, adminUrl };
      } catch (error) {
        await Promise.all([closeServer(server), closeServer(adminServer)]);
        await store.close();
        throw error;
      }
    },
    stop: async () => {
      registrations.stop();
      await alerts.stop();
      availability?.stop();
      links.closeAll();
      closeSockets();
      await Promise.all([closeServer(server), closeServer(adminServer)]);
      await http.close();
      await marks.stop();
      await store.close();
    },
  };
}
