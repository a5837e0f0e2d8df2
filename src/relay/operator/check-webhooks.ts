import { VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { CHECK_IN_EVENT, WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import { webhookListSchema, type WebhookRegistration } from '#contract/vipps/webhooks.ts';
import type { StoredRegistration } from '../store/ports/webhook-registrations.ts';
import type { ActiveSalesUnit } from '../vipps/sales-units.ts';
import { askVipps } from './ask-vipps.ts';
import type { CheckContext } from './check-context.ts';
import { judge, quoted, type Finding } from './finding.ts';

const ours = judge('webhooks.ours');
const foreign = judge('webhooks.foreign');

interface Registrations {
  readonly unit: ActiveSalesUnit;
  readonly listed: readonly WebhookRegistration[];
  /** Undefined: the database cannot be read. */
  readonly stored: readonly StoredRegistration[] | undefined;
}

const RESTART = 'restart the relay, which registers again, and check again';

/** Nothing at Vipps leads to the public address. */
function judgeMissing({ unit, listed, stored = [] }: Registrations): Finding {
  const { merchantSerialNumber: salesUnit } = unit.config;
  const ids = new Set(stored.map(({ id }) => id));
  const moved = listed.find(({ id }) => ids.has(id));
  if (moved !== undefined) {
    const sentence = `Vipps sends the webhooks to ${quoted(moved.url)}, an earlier public address of this relay: ${RESTART}.`;
    return ours('mustFix', sentence, { salesUnit });
  }
  if (stored.length === 0) {
    const sentence = `The relay has not registered its webhooks yet: it does so when it starts. They will come to ${unit.webhookUrl.href}.`;
    return ours('warning', sentence, { salesUnit });
  }
  const sentence = `The relay’s webhooks are no longer registered at Vipps, and no machine of the sales unit can sell: ${RESTART}. Vipps deletes what did not answer for two weeks.`;
  return ours('mustFix', sentence, { salesUnit });
}

function judgeOurs(registrations: Registrations): Finding {
  const { unit, listed, stored } = registrations;
  const { merchantSerialNumber: salesUnit } = unit.config;
  const here = listed.filter(({ url }) => url === unit.webhookUrl.href);
  const current = stored?.find(({ retiredAtMs }) => retiredAtMs === undefined)?.id;
  const own = here.find(({ id }) => id === current);
  if (here.length === 0) return judgeMissing(registrations);
  if (stored === undefined) {
    const sentence =
      'A registration leads to this relay; whether it is the relay’s own cannot be told without the database.';
    return ours('unknown', sentence, { salesUnit });
  }
  if (own === undefined) {
    const sentence = `A registration leads to this relay whose secret its database does not know, so its webhooks are refused: ${RESTART}.`;
    return ours('mustFix', sentence, { salesUnit });
  }
  const missing = WEBHOOK_EVENT_NAMES.filter((name) => !own.events.includes(name));
  if (missing.length > 0) {
    const sentence = `The relay’s registration lacks ${missing.join(', ')}: ${RESTART}.`;
    return ours('mustFix', sentence, { salesUnit });
  }
  const sentence = `Vipps sends all ${String(WEBHOOK_EVENT_NAMES.length)} kinds of webhooks to ${unit.webhookUrl.href}.`;
  return ours('ok', sentence, { salesUnit });
}

function judgeForeign({ unit, listed, stored = [] }: Registrations): readonly Finding[] {
  const { merchantSerialNumber: salesUnit } = unit.config;
  const ids = new Set(stored.map(({ id }) => id));
  const others = listed.filter(({ id, url }) => !ids.has(id) && url !== unit.webhookUrl.href);
  const found = others.map(({ id, url, events }) => {
    if (events.includes(CHECK_IN_EVENT)) {
      const sentence = `Another program receives the scans: ${quoted(url)}. Vipps allows one registration of ${CHECK_IN_EVENT}. If nothing else needs it, run relay -- webhook remove ${quoted(id).slice(1, -1)}.`;
      return foreign('mustFix', sentence, { salesUnit });
    }
    const sentence = `Another program hears of payments too: ${quoted(url)}. If you do not know it, run relay -- webhook remove ${quoted(id).slice(1, -1)}.`;
    return foreign('warning', sentence, { salesUnit });
  });
  if (found.length > 0) return found;
  return [foreign('ok', 'No other program receives webhooks of this sales unit.', { salesUnit })];
}

/** The webhook registrations of a sales unit at Vipps, ours and others'. */
export async function checkWebhooks(
  unit: ActiveSalesUnit,
  { store }: CheckContext,
): Promise<readonly Finding[]> {
  const { merchantSerialNumber: salesUnit } = unit.config;
  const listed = await askVipps(unit, VIPPS_PATHS.webhooks, webhookListSchema);
  if (!listed.ok) {
    const isRefused = [401, 403, 404].includes(listed.error.status);
    const advice = isRefused
      ? 'check merchantSerialNumber, and ask Vipps whether the sales unit has the Webhooks API'
      : 'check again later';
    const sentence = `Vipps ${listed.error.what} when asked for the webhooks: ${advice}.`;
    return [ours(isRefused ? 'mustFix' : 'unknown', sentence, { salesUnit })];
  }
  const stored = await store?.registrations.list(salesUnit);
  const registrations = { unit, listed: listed.value.webhooks, stored };
  return [judgeOurs(registrations), ...judgeForeign(registrations)];
}
