import { CHECK_IN_EVENT, WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import type { Cluster } from '../cluster/cluster.ts';
import type { WebhookRegistration } from '#contract/vipps/webhooks.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { RelayReport } from '../alerts/relay-report.ts';
import { inBackground } from '../runtime/background.ts';
import type { WebhookRegistrationStore } from '../store/ports/webhook-registrations.ts';
import { deleteWebhook, listWebhooks, registerWebhooks } from '../vipps/sales-unit-calls.ts';
import type { ActiveSalesUnit, SalesUnits } from '../vipps/sales-units.ts';
import type { WebhookSecrets } from './webhook-signature.ts';

const CHECK_EVERY_MS = 3_600_000;
/** After a failed check. */
const RETRY_MS = 30_000;
/** Another process may have registered anew. Its first webhook makes this one look at once. */
const REFRESH_EVERY_MS = 5_000;
/** The operator is told when registering has failed for this long. */
const TELL_AFTER_MS = 10 * 60_000;

/** Keeps the webhooks of every sales unit registered at Vipps (design §5). */
export interface Registrations {
  /** Reads the secrets. Call this before the first webhook can come: without them it would be taken for a forged one. */
  readSecrets(): Promise<void>;
  /** Checks every sales unit once, and then every hour until `stop`. */
  start(): Promise<void>;
  /** What is wrong, by sales unit; empty when everything is registered. */
  faults(): Readonly<Record<string, string>>;
  stop(): void;
}

interface RegistrationDeps {
  readonly store: WebhookRegistrationStore;
  readonly units: SalesUnits;
  readonly secrets: WebhookSecrets;
  readonly cluster: Pick<Cluster, 'exclusively' | 'onLook'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Tells the operator. */
  readonly report: (report: RelayReport) => void;
}

interface Fault {
  readonly why: string;
  /** The registration of somebody else that receives the check-ins. */
  readonly holder?: WebhookRegistration | undefined;
}

/** Vipps allows one registration of `CHECK_IN_EVENT` for a sales unit. */
function holderOfCheckIns(
  listed: readonly WebhookRegistration[],
  isOwn: (one: WebhookRegistration) => boolean,
): WebhookRegistration | undefined {
  return listed.find((one) => !isOwn(one) && one.events.includes(CHECK_IN_EVENT));
}

function isComplete(registration: WebhookRegistration, unit: ActiveSalesUnit): boolean {
  return (
    registration.url === unit.webhookUrl.href &&
    WEBHOOK_EVENT_NAMES.every((name) => registration.events.includes(name))
  );
}

export function createRegistrations(deps: RegistrationDeps): Registrations {
  const { store, units, secrets, cluster, clock, log, report } = deps;
  const faults = new Map<string, string>();
  const failingSinceMs = new Map<string, number>();
  let cancel: () => void = () => undefined;
  let isStopped = false;

  /** The relay's own registrations: those whose id it stored, and those that lead to its very address. */
  async function ownership(unit: ActiveSalesUnit): Promise<{
    readonly current: string | undefined;
    readonly isOwn: (one: WebhookRegistration) => boolean;
  }> {
    const stored = await store.list(unit.config.merchantSerialNumber);
    const ids = new Set(stored.map(({ id }) => id));
    return {
      current: stored.find(({ retiredAtMs }) => retiredAtMs === undefined)?.id,
      isOwn: ({ id, url }) => ids.has(id) || url === unit.webhookUrl.href,
    };
  }

  async function save(
    unit: ActiveSalesUnit,
    { id, secret }: { readonly id: string; readonly secret: string },
  ): Promise<void> {
    const { merchantSerialNumber } = unit.config;
    const url = unit.webhookUrl.href;
    const registration = { merchantSerialNumber, url, id, secret, retiredAtMs: undefined };
    await store.replace(registration, clock.nowMs());
    await secrets.refresh(unit);
    log.info('relay.webhooks-registered', { merchantSerialNumber, url });
  }

  async function ensureRegistered(unit: ActiveSalesUnit): Promise<Result<void, Fault>> {
    const listed = await listWebhooks(unit);
    if (!listed.ok) return err({ why: listed.error });
    const { current, isOwn } = await ownership(unit);
    if (listed.value.some((one) => one.id === current && isComplete(one, unit))) {
      return ok(undefined);
    }
    for (const outdated of listed.value.filter(isOwn)) await deleteWebhook(unit, outdated.id);
    const registered = await registerWebhooks(unit);
    if (!registered.ok) {
      const holder = holderOfCheckIns(listed.value, isOwn);
      return err({ why: registered.error, holder });
    }
    await save(unit, registered.value);
    return ok(undefined);
  }

  /** A short outage of Vipps passes by itself; a registration of somebody else does not. */
  function tellOperator(number: string, { why, holder }: Fault): void {
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

  async function checkAll(): Promise<void> {
    for (const unit of units.all) {
      const number = unit.config.merchantSerialNumber;
      // Two processes at the same time would each delete what the other registers.
      const done = await cluster.exclusively(`webhooks ${number}`, async () => {
        await secrets.refresh(unit);
        return ensureRegistered(unit);
      });
      if (done.ok) {
        faults.delete(number);
        failingSinceMs.delete(number);
        continue;
      }
      const { why, holder } = done.error;
      const taken = holder === undefined ? '' : `: ${holder.url} (${holder.id}) has the check-ins`;
      faults.set(number, why + taken);
      log.error('relay.webhooks-not-registered', { merchantSerialNumber: number, why, holder });
      tellOperator(number, done.error);
    }
  }

  /** Checks now and plans the next check, whether this one succeeds or not. */
  async function checkRepeatedly(): Promise<void> {
    let isRegistered = false;
    try {
      await checkAll();
      isRegistered = faults.size === 0;
    } catch (error) {
      log.error('relay.webhooks-check-failed', { error: String(error) });
    }
    if (isStopped) return;
    cancel = clock.setTimer(isRegistered ? CHECK_EVERY_MS : RETRY_MS, () => {
      inBackground(checkRepeatedly, (error) => {
        log.error('relay.webhooks-check-failed', { error });
      });
    });
  }

  async function refreshAll(): Promise<void> {
    for (const unit of units.all) await secrets.refresh(unit);
  }

  let refreshedAtMs = clock.monotonicMs();
  cluster.onLook('secrets', async () => {
    if (clock.monotonicMs() - refreshedAtMs < REFRESH_EVERY_MS) return;
    refreshedAtMs = clock.monotonicMs();
    await refreshAll();
  });

  return {
    readSecrets: refreshAll,
    start: checkRepeatedly,
    faults: () => Object.fromEntries(faults),
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
