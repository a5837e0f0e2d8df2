import { KioskError } from '#core/errors.ts';
import type { Clock, Log } from '#core/ports.ts';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRelayApp } from './app.ts';
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
import { reasonOf } from './guard.ts';
import { attachKioskSockets } from './kiosk-socket.ts';
import { createMachineLinks } from './machine-links.ts';
import { createQrTexts } from './qr-texts.ts';
import { createRegistrations } from './registrations.ts';
import { createRefundLimit } from './refund-limit.ts';
import { enrolRoutes } from './routes/enrol.ts';
import { gatewayRoutes } from './routes/gateway.ts';
import { healthRoutes } from './routes/health.ts';
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

/** The first check of the webhooks is waited for this long before the relay says that it is ready. */
const FIRST_CHECK_MS = 5_000;

export interface Relay {
  /** Listens; the address it listens at. Throws `status/port-in-use`. */
  start(): Promise<{ readonly url: string }>;
  stop(): Promise<void>;
}

function listen(server: Server, { host, port }: RelayConfig['listen']): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `${host}:${String(port)} cannot be listened at: another program has the port, or the address is not here.`;
      reject(new KioskError('status/port-in-use', message, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`);
    });
  });
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
  const basePath = new URL(config.publicUrl).pathname.replace(/\/$/, '');
  const app = createRelayApp({
    gateway: gatewayRoutes({ store, units, grants, refunds, clock, log }),
    enrol: enrolRoutes({ store, units, clock, log }),
    location: locationRoutes({
      ...{ store, units, texts, clock, log },
      onChanged: (machineId) => availability?.check(machineId),
    }),
    health: healthRoutes({ store, links, registrations }),
    basePath,
    log,
  });
  // Express answers as a request listener does.
  const listener: RequestListener = (request, response) => {
    app(request, response);
  };
  const server = createServer(SERVER_TIMES, withWebhooks({ intake, basePath, log }, listener));
  server.on('error', (error) => {
    log.error('the server reports', { error: reasonOf(error) });
  });
  const closeSockets = attachKioskSockets(server, { store, links, log, basePath });

  return {
    start: async () => {
      try {
        const url = await listen(server, config.listen);
        const bounded = new Promise<void>((resolve) => clock.setTimer(FIRST_CHECK_MS, resolve));
        alerts.start();
        availability?.start();
        await Promise.race([registrations.start(), bounded]);
        return { url };
      } catch (error) {
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
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
      await http.close();
      await marks.stop();
      await store.close();
    },
  };
}
