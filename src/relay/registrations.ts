import { VIPPS_PATHS, webhookPath } from '#contract/vipps/calls.ts';
import { WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import { registerWebhookResponseSchema, webhookListSchema } from '#contract/vipps/webhooks.ts';
import type { Clock, Log } from '#core/ports.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { ActiveSalesUnit, SalesUnits } from './sales-units.ts';
import type { RelayStore } from './store/relay-store.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

export const CHECK_EVERY_MS = 3_600_000;
/** While the last check has failed. */
const CHECK_AGAIN_MS = 30_000;

/** Keeps the webhooks of every sales unit registered (design §5). */
export interface Registrations {
  /** One check of every unit; then again every hour until `stop`. */
  start(): Promise<void>;
  /** What is wrong, by sales unit; empty when all is well. */
  faults(): Readonly<Record<string, string>>;
  stop(): void;
}

interface RegistrationDeps {
  readonly store: RelayStore;
  readonly units: SalesUnits;
  readonly secrets: WebhookSecrets;
  readonly clock: Clock;
  readonly log: Log;
}

interface Known {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

async function list(unit: ActiveSalesUnit): Promise<Result<readonly Known[], string>> {
  const reply = await unit.vipps.send({ method: 'GET', path: VIPPS_PATHS.webhooks });
  if (!reply.ok) return reply;
  const parsed = webhookListSchema.safeParse(json(reply.value.body));
  if (reply.value.status !== 200 || !parsed.success) {
    return err(`Vipps answered ${String(reply.value.status)} when asked for the webhooks`);
  }
  return ok(parsed.data.webhooks);
}

async function register(
  unit: ActiveSalesUnit,
): Promise<Result<{ readonly id: string; readonly secret: string }, string>> {
  const reply = await unit.vipps.send({
    method: 'POST',
    path: VIPPS_PATHS.webhooks,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: unit.webhookUrl.href, events: WEBHOOK_EVENT_NAMES }),
  });
  if (!reply.ok) return reply;
  const parsed = registerWebhookResponseSchema.safeParse(json(reply.value.body));
  if (reply.value.status >= 300 || !parsed.success) {
    return err(`Vipps answered ${String(reply.value.status)} to the registration of webhooks`);
  }
  return ok(parsed.data);
}

function isWhole(known: Known, unit: ActiveSalesUnit): boolean {
  return (
    known.url === unit.webhookUrl.href &&
    WEBHOOK_EVENT_NAMES.every((name) => known.events.includes(name))
  );
}

/** Ours, at this relay's address: others on the same unit are not touched. */
function isOurs(known: Known, unit: ActiveSalesUnit): boolean {
  return URL.canParse(known.url) && new URL(known.url).host === unit.webhookUrl.host;
}

export function createRegistrations(deps: RegistrationDeps): Registrations {
  const { store, units, secrets, clock, log } = deps;
  const faults = new Map<string, string>();
  let cancel: () => void = () => undefined;
  let isStopped = false;

  async function ensure(unit: ActiveSalesUnit): Promise<Result<void, string>> {
    const merchantSerialNumber = unit.config.merchantSerialNumber;
    const listed = await list(unit);
    if (!listed.ok) return listed;
    const stored = await store.registrations(merchantSerialNumber);
    const current = stored.find(({ retiredAtMs }) => retiredAtMs === undefined);
    const isThere = listed.value.some((known) => known.id === current?.id && isWhole(known, unit));
    if (isThere) return ok(undefined);
    for (const stale of listed.value.filter((known) => isOurs(known, unit))) {
      await unit.vipps.send({ method: 'DELETE', path: webhookPath(stale.id) });
    }
    const registered = await register(unit);
    if (!registered.ok) return registered;
    const { id, secret } = registered.value;
    const url = unit.webhookUrl.href;
    await store.putRegistration(
      { merchantSerialNumber, url, id, secret, retiredAtMs: undefined },
      clock.nowMs(),
    );
    await secrets.refresh(unit);
    log.info('webhooks registered', { merchantSerialNumber, url });
    return ok(undefined);
  }

  async function check(): Promise<void> {
    for (const unit of units.all) {
      const number = unit.config.merchantSerialNumber;
      const done = await ensure(unit);
      if (done.ok) faults.delete(number);
      else {
        faults.set(number, done.error);
        log.error('webhooks are not registered', { merchantSerialNumber: number, why: done.error });
      }
    }
    await store.forgetDelivered(clock.nowMs() - 30 * 24 * CHECK_EVERY_MS);
    if (isStopped) return;
    cancel = clock.setTimer(faults.size > 0 ? CHECK_AGAIN_MS : CHECK_EVERY_MS, () => void check());
  }

  return {
    start: async () => {
      for (const unit of units.all) await secrets.refresh(unit);
      await check();
    },
    faults: () => Object.fromEntries(faults),
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
