import { Router } from 'express';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { MachineLinks } from '../../machines/machine-links.ts';
import type { Registrations } from '../../webhooks/registrations.ts';
import type { RelayStore } from '../../store/ports/relay-store.ts';
import { VERSION } from '../../vipps/system-headers.ts';

interface HealthDeps {
  readonly store: RelayStore;
  readonly links: MachineLinks;
  readonly registrations: Registrations;
}

let ofProcess: Registry | undefined;

/** The process's own figures: measured once, however many relays it has held. */
function processMetrics(): Registry {
  if (ofProcess === undefined) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess, prefix: 'vendskap_relay_' });
  }
  return ofProcess;
}

/** `GET /health` for everybody: the relay answers, and nothing more. */
export function livenessRoutes(): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.status(200).set('cache-control', 'no-store').json({ status: 'up' });
  });
  return router;
}

/** `GET /health` and `GET /metrics` (Prometheus) with all they tell: on the operator's own listener. */
export function healthRoutes({ store, links, registrations }: HealthDeps): Router {
  const registry = new Registry();
  new Gauge({
    name: 'vendskap_relay_machines_connected',
    help: 'Machines connected to this process',
    registers: [registry],
    collect() {
      this.set(links.connectedCount());
    },
  });
  const router = Router();
  router.get('/health', async (_request, response) => {
    const machines = await store.machines();
    const faults = registrations.faults();
    const alerts = await store.waitingAlerts();
    const isWell = Object.keys(faults).length === 0;
    response.status(isWell ? 200 : 503).json({
      version: VERSION,
      database: 'up',
      webhooks: isWell ? 'registered' : faults,
      alerts: { waiting: alerts.count, oldestAtMs: alerts.oldestAtMs },
      machines: { known: machines.length, connected: links.connectedCount() },
    });
  });
  router.get('/metrics', async (_request, response) => {
    const all = Registry.merge([processMetrics(), registry]);
    response.type(all.contentType).send(await all.metrics());
  });
  return router;
}
