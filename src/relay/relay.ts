import type { Clock, Log } from '#core/base/ports.ts';
import type { Tracing } from '#core/base/tracing.ts';
import { createAlertChannels, createAlertService } from './alerts/alert-service.ts';
import type { RelayReport } from './alerts/relay-report.ts';
import { createCluster } from './cluster/cluster.ts';
import { createMachineClaims } from './cluster/machine-claims.ts';
import { heartbeatSecondsOf, type RelayConfig } from './config/relay-config.ts';
import { createAcknowledgements } from './deliveries/acknowledgements.ts';
import { createAdminApp, createRelayApp } from './http/app.ts';
import { createHttpServers, type RelayUrls } from './http/http-servers.ts';
import { createMachineAuthentication } from './http/machine-authentication.ts';
import { bundleRoutes } from './http/routes/bundle.ts';
import { enrolRoutes } from './http/routes/enrol.ts';
import { healthRoutes, livenessRoutes } from './http/routes/health.ts';
import { locationRoutes } from './http/routes/location.ts';
import { reachRoutes } from './http/routes/reach.ts';
import { updateRoutes } from './http/routes/updates.ts';
import {
  createAvailability,
  type Availability,
  type AvailabilityDeps,
} from './machines/availability.ts';
import { createCredentialWatch } from './machines/credential-watch.ts';
import { createFleet } from './machines/fleet.ts';
import { drainLinks } from './machines/drain.ts';
import { createMachineLinks, type MachineLinks } from './machines/machine-links.ts';
import { createQrTexts } from './machines/qr-texts.ts';
import {
  measureAcknowledgements,
  measureCheckIns,
  measureIntake,
  measureStore,
  measureVipps,
} from './metrics/measured.ts';
import { createRelayMetrics, type RelayMetrics } from './metrics/relay-metrics.ts';
import { traceRelay } from './metrics/traced.ts';
import type { CheckContext } from './operator/check-context.ts';
import { createReach } from './operator/reach.ts';
import { createRegularCheck } from './operator/regular-check.ts';
import { backupsIn } from './runtime/backups.ts';
import { createHttpClient } from './runtime/http-client.ts';
import type { RelayStore } from './store/ports/relay-store.ts';
import { createRetention } from './store/retention.ts';
import { createUpdateOffers } from './updates/offers.ts';
import { createReleases } from './updates/releases.ts';
import { createCheckInGrants } from './vipps/check-in-grants.ts';
import { createRefundLimit } from './vipps/refund-limit.ts';
import { createSalesUnits } from './vipps/sales-units.ts';
import { createVippsProxy } from './vipps/vipps-proxy.ts';
import { createCheckIns } from './webhooks/check-ins.ts';
import { createRemoteCheckIns } from './webhooks/remote-check-ins.ts';
import { createRegistrations } from './webhooks/registrations.ts';
import { createWebhookIntake } from './webhooks/webhook-intake.ts';
import { createWebhookSecrets } from './webhooks/webhook-signature.ts';

/** The relay is ready after the first check of its webhooks, or after this time when Vipps is slow. */
const FIRST_CHECK_MS = 5_000;

export interface Relay {
  /** @returns the addresses that it listens at. Throws `status/port-in-use`. */
  start(): Promise<RelayUrls>;
  /**
   * Before `stop`, when other processes go on: says that it is not ready, lets no machine in, and asks its machines to connect
   * again, spread over a few seconds. Meanwhile it serves as ever. Alone it resolves at once.
   */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export interface RelayDeps {
  /** Opened and closed by the caller. */
  readonly store: RelayStore;
  readonly clock: Clock;
  readonly log: Log;
  /** What the relay needs to check itself after the start and every day; undefined: it does not. */
  readonly check?: Pick<CheckContext, 'surroundings' | 'exposedFiles'> | undefined;
  /** Opened and closed by the caller. */
  readonly tracing?: Tracing | undefined;
}

/** Undefined: relay.json names no folder. */
function newestBackupOf({ backup }: RelayConfig): (() => number) | undefined {
  return backup && (() => backupsIn(backup.folder)[0]?.beganAtMs ?? 0);
}

function availabilityOf(
  { presence }: RelayConfig,
  deps: Omit<AvailabilityDeps, 'tellsReadiness' | 'afterMs'>,
): Availability | undefined {
  if (presence === false) return undefined;
  const tellsReadiness = presence.tellReadiness === true;
  return createAvailability({ ...deps, tellsReadiness, afterMs: presence.afterSeconds * 1000 });
}

function countConnections(links: MachineLinks, metrics: RelayMetrics): void {
  links.onConnection((_machineId, isConnected) => {
    if (isConnected) metrics.machineConnects.inc();
  });
}

/** Offers the versions of a folder to the machines. */
function offerUpdates(
  { folder, hours, atOnce }: NonNullable<RelayConfig['updates']>,
  given: Pick<RelayDeps, 'store' | 'clock' | 'log'> & { readonly links: MachineLinks },
) {
  const { store, links, clock, log } = given;
  const releases = createReleases(folder, { clock, log });
  const offers = createUpdateOffers({
    ...{ releases, rings: store.updateRings, hours, clock, log },
    send: (machineId, message) => {
      links.tell(machineId, message);
    },
  });
  links.onReadiness((machineId, _reasons, { software }) => {
    offers.onHeartbeat(machineId, software);
  });
  links.onConnection((machineId) => {
    offers.forget(machineId);
  });
  return { releases, offers, atOnce };
}

/** Joins the rooms of the relay. The only file that knows them all. */
export function createRelay(config: RelayConfig, deps: RelayDeps): Relay {
  const { clock, log } = deps;
  const traced = traceRelay(deps.tracing);
  const metrics = createRelayMetrics({ clock, log });
  const store = measureStore(deps.store, metrics);
  const { machines, enrolmentCodes: codes, deliveries } = store;
  const cluster = createCluster(store.cluster, { clock, log });
  const basePath = new URL(config.publicUrl).pathname.replace(/\/$/, '');

  // Vipps and the operator
  const http = createHttpClient(clock);
  const units = createSalesUnits(config, {
    http: traced.vipps(measureVipps(http, metrics)),
    clock,
  });
  const channels = createAlertChannels(config, http);
  const alerts = createAlertService({ store: store.alerts, machines, channels, clock, log });
  const report = (about: RelayReport): void => {
    alerts.report(about);
  };

  // Machines and their events
  const acknowledgements = measureAcknowledgements(
    createAcknowledgements({ store: deliveries, clock, log }),
    metrics,
  );
  const claims = createMachineClaims({ cluster, log });
  const own = createMachineLinks({
    ...{ machines, deliveries, acknowledgements, units, cluster, claims, clock, log },
    heartbeatSeconds: heartbeatSecondsOf(config),
    onAlert: (machineId, message) => alerts.take(machineId, message),
    onUsedTwice: ({ machineId }) => {
      report({ kind: 'credentialUsedTwice', about: { machineId }, detail: '' });
    },
  });
  const links = traced.links(own);
  const credentials = createCredentialWatch({ machines, links, clock, log });
  countConnections(links, metrics);
  const fleet = createFleet({ store: store.fleet, links, clock, log });
  const texts = createQrTexts(store.qrTexts, cluster);
  const toTell = { machines, links, claims, units, texts, fleet, clock, log };
  const availability = availabilityOf(config, toTell);

  // What machines may ask of Vipps
  const grants = createCheckInGrants({ store: store.checkIns, clock: cluster.clock });
  const refunds = createRefundLimit({ store: store.refunds, clock: cluster.clock, report });
  const proxy = traced.proxy(createVippsProxy({ units, grants, refunds, log }));

  // What Vipps sends
  const secrets = createWebhookSecrets(store.registrations, clock);
  const forOthers = { cluster, links, machines, units, log, store: store.checkIns };
  const remote = traced.remote(createRemoteCheckIns(forOthers));
  const decided = createCheckIns({
    ...{ machines, links, remote, processId: cluster.processId, log },
    store: store.checkIns,
    clock: cluster.clock,
  });
  const checkIns = traced.checkIns(measureCheckIns(decided, metrics));
  const taken = createWebhookIntake({
    ...{ machines, links, checkIns, units, secrets, clock, log, report },
    deliveries: traced.deliveries(deliveries),
    isShared: cluster.store !== undefined,
  });
  const intake = measureIntake(taken, metrics);
  const registrations = createRegistrations({
    store: store.registrations,
    ...{ units, secrets, cluster, clock, log, report },
  });
  const retention = createRetention(store, { clock, log });

  // The relay looks at itself
  const reach = createReach(config, clock);
  const check =
    deps.check === undefined
      ? undefined
      : createRegularCheck({
          context: { ...deps.check, config, units, http, clock, reach },
          ...{ store, clock, log, report },
          takeLease: (name, forMs) => cluster.takeLease(name, forMs),
        });

  const updates = config.updates && offerUpdates(config.updates, { store, links, clock, log });
  // The servers
  const { trustedProxies } = config;
  const authentication = createMachineAuthentication({ machines, trustedProxies, cluster, log });
  const app = createRelayApp({
    enrol: enrolRoutes({
      ...{ machines, codes, units, authentication, cluster, clock, log },
      checkIns: store.checkIns,
      mayBeCalling: (machineId) => cluster.store !== undefined || proxy.inFlight(machineId) > 0,
      onEnrolled: (machineId) => links.endReplaced(machineId),
    }),
    bundle: bundleRoutes({ authentication, codes, cluster, clock, log, bundles: store.bundles }),
    location: locationRoutes({
      ...{ authentication, machines, units, texts, clock, log },
      onChanged: (machineId) => availability?.check(machineId),
    }),
    updates: updates && updateRoutes({ authentication, ...updates }),
    liveness: livenessRoutes(() => links.letsIn()),
    reach: reachRoutes(reach),
    basePath,
    log,
  });
  const readMetrics = () =>
    metrics.read({
      machinesConnected: () => links.connectedCount(),
      fleet: () => fleet.connected(),
      machinesKnown: () => machines.count(),
      alertsWaiting: () => store.alerts.waiting(),
      eventsWaiting: () => deliveries.waiting(),
      salesUnits: config.salesUnits.map((unit) => unit.merchantSerialNumber),
      unregistered: () => Object.keys(registrations.faults()),
      check,
      newestBackupMs: newestBackupOf(config),
    });
  const health = healthRoutes({
    ...{ machines, alerts: store.alerts, links, registrations, metrics: readMetrics },
  });
  const adminApp = createAdminApp(health, log);
  const servers = createHttpServers(config, {
    ...{ app, adminApp, intake, proxy, links, authentication, basePath, log },
  });

  async function stop(): Promise<void> {
    check?.stop();
    registrations.stop();
    retention.stop();
    await alerts.stop();
    availability?.stop();
    credentials.stop();
    links.closeAll();
    await servers.stop();
    await http.close();
    await acknowledgements.stop();
    await fleet.stop();
    await cluster.stop();
  }

  return {
    start: async () => {
      try {
        // Before the first machine is let in: no change may fall between.
        credentials.start();
        await cluster.start();
        await registrations.readSecrets();
        const urls = await servers.start();
        const timeout = new Promise<void>((resolve) => clock.setTimer(FIRST_CHECK_MS, resolve));
        alerts.start();
        fleet.start();
        availability?.start();
        retention.start();
        check?.start();
        await Promise.race([registrations.start(), timeout]);
        return urls;
      } catch (error) {
        await stop();
        throw error;
      }
    },
    drain: () => (cluster.store === undefined ? Promise.resolve() : drainLinks(links, clock)),
    stop,
  };
}
