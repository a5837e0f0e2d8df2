import { inBackground } from '../runtime/background.ts';
import { webhookPath } from '#contract/vipps/calls.ts';
import { CHECK_IN_EVENT, WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import type { WebhookRegistration } from '#contract/vipps/webhooks.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { RelayReport } from '../alerts/operator-notice.ts';
import type { ActiveSalesUnit, SalesUnits } from '../vipps/sales-units.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';
import { listWebhooks, registerWebhooks } from '../vipps/webhook-calls.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

export const CHECK_EVERY_MS = 3_600_000;
/** While the last check has failed. */
const CHECK_AGAIN_MS = 30_000;
/** Failing for so long, it is told. */
const TELL_AFTER_MS = 10 * 60_000;

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
  /** For the operator. */
  readonly report: (report: RelayReport) => void;
}

interface Fault {
  readonly why: string;
  /** Somebody else's registration that has the one place for check-ins. */
  readonly holder?: WebhookRegistration | undefined;
}

/** One `CHECK_IN_EVENT` registration is all that Vipps gives to a sales unit. */
function holderOfCheckIns(
  listed: readonly WebhookRegistration[],
  isOwn: (one: WebhookRegistration) => boolean,
): WebhookRegistration | undefined {
  return listed.find((one) => !isOwn(one) && one.events.includes(CHECK_IN_EVENT));
}

function isWhole(known: WebhookRegistration, unit: ActiveSalesUnit): boolean {
  return (
    known.url === unit.webhookUrl.href &&
    WEBHOOK_EVENT_NAMES.every((name) => known.events.includes(name))
  );
}

export function createRegistrations(deps: RegistrationDeps): Registrations {
  const { store, units, secrets, clock, log, report } = deps;
  const faults = new Map<string, string>();
  const failingSinceMs = new Map<string, number>();
  let cancel: () => void = () => undefined;
  let isStopped = false;

  /** Our own: what we stored the id of, wherever it leads, and what leads to our very address. Nothing else. */
  async function ownership(unit: ActiveSalesUnit): Promise<{
    readonly current: string | undefined;
    readonly isOwn: (one: WebhookRegistration) => boolean;
  }> {
    const stored = await store.registrations(unit.config.merchantSerialNumber);
    const ids = new Set(stored.map(({ id }) => id));
    return {
      current: stored.find(({ retiredAtMs }) => retiredAtMs === undefined)?.id,
      isOwn: ({ id, url }) => ids.has(id) || url === unit.webhookUrl.href,
    };
  }

  async function keep(
    unit: ActiveSalesUnit,
    { id, secret }: { readonly id: string; readonly secret: string },
  ): Promise<void> {
    const { merchantSerialNumber } = unit.config;
    const url = unit.webhookUrl.href;
    const registration = { merchantSerialNumber, url, id, secret, retiredAtMs: undefined };
    await store.putRegistration(registration, clock.nowMs());
    await secrets.refresh(unit);
    log.info('webhooks registered', { merchantSerialNumber, url });
  }

  async function ensure(unit: ActiveSalesUnit): Promise<Result<void, Fault>> {
    const listed = await listWebhooks(unit);
    if (!listed.ok) return err({ why: listed.error });
    const { current, isOwn } = await ownership(unit);
    if (listed.value.some((known) => known.id === current && isWhole(known, unit))) {
      return ok(undefined);
    }
    for (const stale of listed.value.filter(isOwn)) {
      await unit.vipps.send({ method: 'DELETE', path: webhookPath(stale.id) });
    }
    const registered = await registerWebhooks(unit);
    if (!registered.ok) {
      const holder = holderOfCheckIns(listed.value, isOwn);
      return err({ why: registered.error, holder });
    }
    await keep(unit, registered.value);
    return ok(undefined);
  }

  /** A short outage of Vipps mends itself; a place that is taken does not. */
  function tell(number: string, { why, holder }: Fault): void {
    const nowMs = clock.monotonicMs();
    const sinceMs = failingSinceMs.get(number) ?? nowMs;
    failingSinceMs.set(number, sinceMs);
    const about = { salesUnit: number };
    if (holder !== undefined) {
      const detail = `${why}. Registration ${holder.id} has the check-ins: ${holder.url}`;
      report({ kind: 'checkInsElsewhere', about, detail });
    } else if (nowMs - sinceMs >= TELL_AFTER_MS) {
      report({ kind: 'webhooksNotRegistered', about, detail: why });
    }
  }

  async function check(): Promise<void> {
    for (const unit of units.all) {
      const number = unit.config.merchantSerialNumber;
      const done = await ensure(unit);
      if (done.ok) {
        faults.delete(number);
        failingSinceMs.delete(number);
        continue;
      }
      const { why, holder } = done.error;
      const taken = holder === undefined ? '' : `: ${holder.url} (${holder.id}) has the check-ins`;
      faults.set(number, why + taken);
      log.error('webhooks are not registered', { merchantSerialNumber: number, why, holder });
      tell(number, done.error);
    }
    await store.forgetDelivered(clock.nowMs() - 30 * 24 * CHECK_EVERY_MS);
    await store.forgetGateRows(clock.nowMs() - 2 * 24 * CHECK_EVERY_MS);
  }

  /** The next check comes whatever became of this one. */
  async function checkOn(): Promise<void> {
    let isWell = false;
    try {
      await check();
      isWell = faults.size === 0;
    } catch (error) {
      log.error('the webhooks could not be checked', { error: String(error) });
    }
    if (isStopped) return;
    cancel = clock.setTimer(isWell ? CHECK_EVERY_MS : CHECK_AGAIN_MS, () => {
      inBackground({ log, what: 'the check of the webhooks' }, checkOn);
    });
  }

  return {
    start: async () => {
      for (const unit of units.all) await secrets.refresh(unit);
      await checkOn();
    },
    faults: () => Object.fromEntries(faults),
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
