import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { createServer, type RequestListener } from 'node:http';
import { createAdminApp, createRelayApp } from './http/app.ts';
import type { AlertChannel, RelayReport } from './alerts/operator-notice.ts';
import { createAlertEmail } from './alerts/email-channel.ts';
import { createAlertWebhook } from './alerts/webhook-channel.ts';
import { createAlertDesk } from './alerts/alert-service.ts';
import { createAvailability } from './machines/availability.ts';
import { createCheckInGrants } from './vipps/check-in-grants.ts';
import { createCheckIns } from './webhooks/check-ins.ts';
import { createGuardedClock } from './runtime/clock.ts';
import type { RelayConfig } from './config/relay-config.ts';
import { createDeliveryMarks } from './deliveries/acknowledgements.ts';
import { createDoor } from './http/door.ts';
import { attachKioskSockets } from './http/machine-socket-server.ts';
import { closeServer, listen } from './http/listen.ts';
import { createMachineLinks } from './machines/machine-links.ts';
import { createQrTexts } from './machines/qr-texts.ts';
import { createRegistrations } from './webhooks/registrations.ts';
import { createRefundLimit } from './vipps/refund-limit.ts';
import { enrolRoutes } from './http/routes/enrol.ts';
import { gatewayRoutes } from './http/routes/vipps-proxy.ts';
import { healthRoutes, livenessRoutes } from './http/routes/health.ts';
import { locationRoutes } from './http/routes/location.ts';
import { withWebhooks } from './http/webhook-listener.ts';
import { createSalesUnits } from './vipps/sales-units.ts';
import { openSqliteStore } from './store/sqlite/sqlite-store.ts';
import { createVippsHttp, type VippsHttp } from './runtime/http-client.ts';
import { createWebhookIntake } from './webhooks/webhook-intake.ts';
import { createWebhookSecrets } from './webhooks/webhook-secrets.ts';

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
