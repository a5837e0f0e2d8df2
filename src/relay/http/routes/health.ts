import { Router } from 'express';
import type { MachineLinks } from '../../machines/machine-links.ts';
import { VERSION } from '../../runtime/version.ts';
import type { AlertStore } from '../../store/ports/alerts.ts';
import type { MachineStore } from '../../store/ports/machines.ts';
import type { Registrations } from '../../webhooks/registrations.ts';

interface HealthDeps {
  readonly machines: Pick<MachineStore, 'count'>;
  readonly alerts: Pick<AlertStore, 'waiting'>;
  readonly links: Pick<MachineLinks, 'connectedCount'>;
  readonly registrations: Pick<Registrations, 'faults'>;
  /** For Prometheus. */
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/**
 * For everybody, and nothing more: `GET /health` says that the relay answers, `GET /ready` whether what stands in front of
 * it should send it anything new.
 */
export function livenessRoutes(isReady: () => boolean): Router {
  const router = Router();
  router.get('/ready', (_request, response) => {
    const ready = isReady();
    const status = ready ? 'ready' : 'stopping';
    response
      .status(ready ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status });
  });
  router.get('/health', (_request, response) => {
    response.status(200).set('cache-control', 'no-store').json({ status: 'up' });
  });
  return router;
}

/** `GET /health` and `GET /metrics` (Prometheus) in full, for the operator's own listener. */
export function healthRoutes(deps: HealthDeps): Router {
  const { machines, alerts, links, registrations, metrics } = deps;
  const router = Router();
  router.get('/health', async (_request, response) => {
    const known = await machines.count();
    const faults = registrations.faults();
    const waiting = await alerts.waiting();
    const isRegistered = Object.keys(faults).length === 0;
    response.status(isRegistered ? 200 : 503).json({
      version: VERSION,
      database: 'up',
      webhooks: isRegistered ? 'registered' : faults,
      alerts: { waiting: waiting.count, oldestAtMs: waiting.oldestAtMs },
      machines: { known, connected: links.connectedCount() },
    });
  });
  router.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metrics();
    response.type(contentType).send(text);
  });
  return router;
}
